"""Sums that are stopped at a level, as recursions over the rows of a table.

The first summand is the last row: what the first ones add up to is then a function of the rows that are left.

Main definitions: `stopped`.
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.numbers import Array


def stopped(a: Array, parts: Array, level: Array) -> tuple[Array, Array]:
    """``sum_h alpha_h parts_h`` with ``alpha_h = clip((A - sum_{j<h} a_j) / a_h)`` to [0, 1], and ``sum_h a_h``; ``a >= 0``."""
    total, before = xp.exact(0), xp.exact(0)
    for step in reversed(range(len(a))):
        share = xp.maximum(level - before, 0) * (1 / xp.where(a[step] > 0, a[step], 1))
        total = xp.minimum(share, 1) * parts[step] + total
        before = a[step] + before
    return total, before
