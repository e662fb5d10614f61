"""Pairs of laws as whole weights, and their forms in every arithmetic."""

from fractions import Fraction
from functools import cache

import numpy as np
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import laws as oracle
from theory_lab import numbers as xp


@cache  # a strategy looks at itself before its first draw, which takes longer than the draw
def _two(size):
    weights = st.lists(st.integers(0, 6), min_size=size, max_size=size).filter(any)
    return st.tuples(weights, weights).map(lambda both: tuple(map(oracle.probability, both)))


pairs = st.integers(1, 5).flatmap(_two)
levels = fractions(Fraction(1, 4), 6, 4).filter(bool)


def exact(*laws):
    """The laws as exact arrays."""
    return tuple(map(xp.exact, laws))


def floats(*laws):
    """The laws as float arrays, rounded."""
    return tuple(np.array([float(x) for x in law]) for law in laws)


def intervals(*laws):
    """The laws as enclosures."""
    return tuple(map(xp.intervals, laws))


def number(array):
    """The rational value of an exact 0-d array, infinity as a float."""
    value = xp.value(array)
    return value.fraction if value.is_exact else float(value)
