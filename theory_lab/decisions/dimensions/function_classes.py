"""Dimensions of function classes that measure how long a learner can be surprised.

A point is eluding if some function is small on all earlier points and large there. Whether a point may follow depends
on the *set* of the earlier ones alone, so the longest sequence is a walk over subsets; the star number asks the same
of every point against all others.

Main definitions
----------------
``eluder_at``, ``eluder_dimension``   the longest eluding sequence at one scale; its supremum over larger scales, at least 1
``star_at``, ``star_number``          the largest set in which every point eludes all others; likewise
``disagreement_coefficient``          ``sup over D >= scale, e >= radius of (D/e)^2 P(some f: |f| > D, E f^2 <= e^2)``

Conventions
-----------
Classes are tables (N, K) of whole numbers or fractions, already shifted by the true function. At scale ``D``:
``|f(point)| > D`` and ``sum over earlier points of f^2 <= D^2``. Between neighbouring values of ``|f|`` a larger
scale only helps, so the supremum is approached just below one of these values; branch and bound leaves most of them
out.

References
----------
D. Russo, B. Van Roy, Eluder Dimension and the Sample Complexity of Optimistic Exploration, 2013; arXiv:2112.13487, section 6.

Tags
----
eluder dimension, star number, disagreement coefficient, subset dynamic programming
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from theory_lab.numbers.whole.rationals import rational, rationals

__all__ = ["DECISIONS", "disagreement_coefficient", "eluder_at", "eluder_dimension", "star_at", "star_number"]

DECISIONS = 24  # whose 16 million subsets take 128 MB for every 64 functions
WORD = 64  # functions in one whole number, a bit each
SAFE = 1 << 62  # sums below it do not overflow when they are doubled

Search = Callable[[np.ndarray, np.ndarray, int], int]


def eluder_at(functions: Any, scale: Fraction) -> int:
    """The length of the longest eluding sequence at one scale."""
    squares, limit = _squares(functions, scale)
    return _value(_longest, squares, limit, limit, squares.shape[1])


def star_at(functions: Any, scale: Fraction) -> int:
    """The size of the largest set in which every point eludes all others, at one scale."""
    squares, limit = _squares(functions, scale)
    return _value(_widest, squares, limit, limit, squares.shape[1])


def eluder_dimension(functions: Any, scale: Fraction) -> int:
    """``max(1, sup over D >= scale of eluder_at(functions, D))``."""
    return max(1, _supremum(_longest, *_squares(functions, scale)))


def star_number(functions: Any, scale: Fraction) -> int:
    """``max(1, sup over D >= scale of star_at(functions, D))``."""
    return max(1, _supremum(_widest, *_squares(functions, scale)))


def disagreement_coefficient(functions: Any, law: Sequence[Fraction], scale: Fraction, radius: Fraction) -> Fraction:
    """``sup over D >= scale, e >= radius of (D/e)^2 P(some f: |f(point)| > D, E f^2 <= e^2)`` for a law (K,) on the points.

    The supremum in ``D`` is approached from below at the values of ``max |f|`` over the functions within ``e``.
    """
    table, weights = _table(functions), rationals(law, "the probability")
    scale, radius = rational(scale, "the scale"), rational(radius, "the radius")
    if scale < 0 or radius < 0:
        raise ValueError(f"a scale and a radius are at least 0, not {scale} and {radius}")
    if weights.shape != table.shape[1:] or min(weights) < 0 or sum(weights) != 1:
        raise ValueError(f"a law on {table.shape[1]} points is needed, not {list(law)}")
    squares = table**2
    sizes = squares @ weights
    best = Fraction(0)
    for size in {max(size, radius**2) for size in sizes}:
        if not size:
            continue  # functions that vanish almost surely disagree nowhere
        largest = squares[sizes <= size].max(axis=0)
        for value in set(largest):
            if value > scale**2:
                best = max(best, value / size * weights[largest >= value].sum())
    return best


def _table(functions: Any) -> np.ndarray:
    table = rationals(functions, "the value of a function")
    if table.ndim != 2 or not table.size:
        raise ValueError(f"a class of functions is a table (functions, points), got shape {table.shape}")
    return table


def _squares(functions: Any, scale: Fraction) -> tuple[np.ndarray, int]:
    """Squares of the functions as whole numbers, in units in which those of the scale are at most the limit returned.

    Raises ``ValueError`` before anything is built for too many points, and for a negative scale.
    """
    exact, scale = _table(functions), rational(scale, "the scale")
    if scale < 0:
        raise ValueError(f"a scale is at least 0, not {scale}")
    if (points := exact.shape[1]) > DECISIONS:
        words = -(-len(exact) // WORD)
        raise ValueError(
            f"{points} points have {1 << points:,} subsets ({words << points >> 17:,} MB), beyond the limit of {DECISIONS} points"
        )
    unit = lcm(*(entry.denominator for entry in exact.ravel()))
    whole = np.asarray(np.frompyfunc(lambda entry: int(entry * unit), 1, 1)(exact)) ** 2
    largest = int(whole.sum(axis=1).max())
    kinds = [kind for kind in (np.int16, np.int32, np.int64) if largest <= np.iinfo(kind).max and largest < SAFE]
    limit = min(scale**2 * unit**2 // 1, largest)
    return whole.astype(kinds[0] if kinds else object), limit


def _value(search: Search, squares: np.ndarray, low: int, high: int, enough: int) -> int:
    """The search with points large where ``f^2 > low`` and sets small where ``sum f^2 <= high``, up to ``enough``."""
    large = _words(squares > low)
    return search(_small_sets(squares, high), large, enough)


def _supremum(search: Search, squares: np.ndarray, limit: int) -> int:
    """The largest value over ``low = high = v - 1``, for all squares ``v`` above the limit."""
    values = np.unique(squares[squares > limit])
    best, spans = 0, [(0, len(values) - 1)]
    while spans:
        first, last = spans.pop()
        if first > last:
            continue
        middle = (first + last) // 2
        if _value(search, squares, values[first] - 1, values[last] - 1, best + 1) <= best:
            continue
        best = max(best, _value(search, squares, values[middle] - 1, values[middle] - 1, squares.shape[1]))
        spans += [(first, middle - 1), (middle + 1, last)]
    return best


def _words(truths: np.ndarray) -> np.ndarray:
    """Truths (N, ...) of the functions as bits of words (N / 64, ...)."""
    words = np.zeros((-(-len(truths) // WORD), *truths.shape[1:]), dtype=np.uint64)
    for number, row in enumerate(truths):
        words[number // WORD] |= row.astype(np.uint64) << np.uint64(number % WORD)
    return words


def _small_sets(squares: np.ndarray, high: int) -> np.ndarray:
    """For every subset of the points the functions with ``sum f^2 <= high``, as words (N / 64, 2^K)."""
    words = np.zeros((-(-len(squares) // WORD), 1 << squares.shape[1]), dtype=np.uint64)
    sums = np.zeros(words.shape[1], dtype=squares.dtype)
    for number, row in enumerate(squares):
        for point, square in enumerate(row):
            np.add(sums[: 1 << point], square, out=sums[1 << point : 2 << point])
        words[number // WORD] |= (sums <= high).astype(np.uint64) << np.uint64(number % WORD)
    return words


def _longest(small: np.ndarray, large: np.ndarray, enough: int) -> int:
    """The longest sequence whose every point is large for a function small on the set before it."""
    points, length = large.shape[1], 0
    reached = np.zeros(1, dtype=np.int64)
    while length < enough:
        marked = np.zeros(1 << points, dtype=bool)
        for point in range(points):
            free = reached[reached >> point & 1 == 0]
            marked[free[(small[:, free] & large[:, point, None]).any(axis=0)] | 1 << point] = True
        reached = np.flatnonzero(marked)
        if not len(reached):
            break
        length += 1
    return length


def _widest(small: np.ndarray, large: np.ndarray, enough: int) -> int:
    """The largest set whose every point is large for a function small on the other points; subsets of such sets are such."""
    points, size = large.shape[1], 0
    kept = np.zeros(1, dtype=np.int64)
    while size < enough:
        grown = np.concatenate([kept[kept < 1 << point] | 1 << point for point in range(points)])
        for point in range(points):
            inside = grown >> point & 1 == 1
            fits = (small[:, grown ^ (inside << point)] & large[:, point, None]).any(axis=0)
            grown = grown[~inside | fits]
        if not len(grown):
            break
        kept, size = grown, size + 1
    return size
