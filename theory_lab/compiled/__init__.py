"""Compiled routines: maximum likelihood, coverage, training and backtracking under JAX, where exact computation stops."""
