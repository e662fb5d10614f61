"""Exact steps to where rational functions vanish.

Main definitions: ``roots`` (of one function along a line), ``reduced`` (linear systems, for several at once), ``without``.

Conventions: a comparison of probabilities along a path of a tree is linear in each of them, a comparison of ratios a quotient of
linear functions, a comparison of two moments a quadratic; of others only what these give is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def roots(values: Sequence[Fraction], h: Fraction) -> list[Fraction]:
    """Where a function with these values at 0, h and 2h vanishes, were it a quadratic or a quotient of linear functions."""
    a, second, third = values
    curve = (third - 2 * second + a) / 2
    slope = second - a - curve
    if curve == 0:
        return [-a / slope * h] if slope else []
    found = [(-slope + sign * root) / (2 * curve) * h for root in _square_root(slope**2 - 4 * a * curve) for sign in (1, -1)]
    if second != third:
        pole = (third - a - 2 * (second - a)) / (2 * (second - third))
        rise = second - a + second * pole
        found += [-a / rise * h] if rise else []
    return found


def _square_root(x: Fraction) -> list[Fraction]:
    """The root of a rational square; nothing for other numbers."""
    if x < 0:
        return []
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    return [root] if root * root == x else []


def reduced(matrix: list[list[Fraction]], order: Sequence[int]) -> tuple[list[list[Fraction]], list[int]]:
    """The matrix, whose last column is a right side, in reduced form, and its pivots; columns are preferred in an order."""
    rows, pivots = [list(row) for row in matrix], list[int]()
    for column in order:
        at = len(pivots)
        found = next((k for k in range(at, len(rows)) if rows[k][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        lead = rows[at][column]
        rows[at] = [x / lead for x in rows[at]]
        for k, row in enumerate(rows):
            if k != at:
                rows[k] = without(row, rows[at], row[column])
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    return rows, pivots


def without(row: list[Fraction], other: list[Fraction], factor: Fraction) -> list[Fraction]:
    """A row less a multiple of another, of which most entries are 0."""
    return [x - factor * y if y else x for x, y in zip(row, other, strict=True)] if factor else row
