"""Slow and obvious dimensions: every sequence of points, one after the other, at every scale that can matter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations, permutations
from typing import Any

Table = Sequence[Sequence[Fraction]]


def eluding(functions: Table, square: Fraction, points: Sequence[int]) -> bool:
    """Whether every point eludes the earlier ones."""
    return all(
        any(f[point] ** 2 > square and sum(f[j] ** 2 for j in points[:i]) <= square for f in functions)
        for i, point in enumerate(points)
    )


def starry(functions: Table, square: Fraction, points: Sequence[int]) -> bool:
    """Whether every point eludes all others."""
    return all(
        any(f[point] ** 2 > square and sum(f[j] ** 2 for j in points if j != point) <= square for f in functions)
        for point in points
    )


def longest(functions: Table, square: Fraction) -> int:
    """The longest eluding sequence."""
    count = len(functions[0])
    sequences = chain.from_iterable(permutations(range(count), size) for size in range(count + 1))
    return max(len(points) for points in sequences if eluding(functions, square, points))


def widest(functions: Table, square: Fraction) -> int:
    """The largest star."""
    count = len(functions[0])
    sets = chain.from_iterable(combinations(range(count), size) for size in range(count + 1))
    return max(len(points) for points in sets if starry(functions, square, points))


def endpoints(functions: Table, square: Fraction) -> set[Any]:
    """The square, and the sums of squares above it: between two of these nothing new becomes small."""
    count = len(functions[0])
    sets = list(chain.from_iterable(combinations(range(count), size) for size in range(count + 1)))
    sums = {sum((f[j] ** 2 for j in points), Fraction(0)) for points in sets for f in functions}
    return {square, *(total for total in sums if total >= square)}
