"""Exact arithmetic in machine words, which decides rational formulas at small instances in bulk."""
