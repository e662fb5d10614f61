"""Planted claims for tests of the search, by family: false ones of graded difficulty, and true tight ones."""
