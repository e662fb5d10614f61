"""Compiled routines: maximum likelihood, coverage, training and backtracking under JAX, where exact computation stops."""

from theory_lab import numbers as _numbers  # noqa: F401  # JAX computes in 64 bits from here on, wherever JAX was imported
