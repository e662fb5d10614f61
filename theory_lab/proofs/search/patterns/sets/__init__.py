"""The search for lemmas about sets of outcomes."""
