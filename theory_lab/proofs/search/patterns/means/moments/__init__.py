"""Lemmas on moments of one table: those of its exponential, and central ones."""
