"""Walks that may undo their letters: their laws, their variants, and what a sample costs."""
