"""Pairs of laws, and the divergences of the table that the library does not name.

Main definitions: `pair`, `covered` (spaces); `near`, `HALF`, `OPPOSITE`, `DISJOINT` (pairs of equality); `triangular`,
`jensen_shannon`, `jeffreys`; `odds`.
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array

HALF = {"p": [1, 0], "q": [1, 1]}
OPPOSITE = {"p": [3, 1], "q": [1, 3]}
DISJOINT = {"p": [1, 0], "q": [0, 1]}


def pair(n: int, **fields: Any) -> Space:
    """Two laws on ``n`` outcomes."""
    return Space(p=Simplex(n), q=Simplex(n), **fields)


def covered(n: int, **fields: Any) -> Space:
    """Two laws on ``n`` outcomes, the second one without zeros."""
    return Space(p=Simplex(n), q=Simplex(n, positive=True), **fields)


def near(k: int) -> dict[str, list[int]]:
    """A coin that is nearly fair against the fair one."""
    return {"p": [2**k + 1, 2**k - 1], "q": [1, 1]}


def triangular(p: Array, q: Array) -> Array:
    """``(1/2) sum (p - q)^2 / (p + q)``."""
    total = p + q
    return xp.sum(xp.where(total > 0, (p - q) ** 2 / xp.where(total > 0, total, 1), 0)) / 2


def jensen_shannon(p: Array, q: Array) -> Array:
    """``KL(p || m)/2 + KL(q || m)/2`` with ``m = (p + q)/2``."""
    middle = (p + q) / 2
    return (kl(p, middle) + kl(q, middle)) / 2


def jeffreys(p: Array, q: Array) -> Array:
    """``KL(p || q) + KL(q || p)``."""
    return kl(p, q) + kl(q, p)


def odds(t: Array) -> Array:
    """``log((1 + t)/(1 - t))`` for ``t < 1``."""
    return xp.log((1 + t) / (1 - t))
