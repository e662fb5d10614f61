"""Minimax risk of estimating a law: exact values over all learners, enclosures, and the lower bounds of the literature."""
