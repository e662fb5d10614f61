"""Proofs told to people: in words, and in TeX."""
