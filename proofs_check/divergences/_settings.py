"""Pairs of laws, and the divergences of the table that the library does not name.

Main definitions: `pair`, `covered`, `through` (spaces); `output` (of a channel); `near`, `HALF`, `OPPOSITE`, `DISJOINT` (pairs
of equality); `triangular`, `jensen_shannon`, `jeffreys`; `odds`.
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space
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


def through(size: tuple[int, int]) -> Space:
    """Two laws of ``size[0]`` inputs, the second one without zeros, and a law of ``size[1]`` outputs for each input."""
    rows: Any = {f"row{x}": Simplex(size[1]) for x in range(size[0])}
    return covered(size[0], **rows)


def output(i: Instance, law: Array) -> Array:
    """The law of the output for a law of inputs."""
    rows = [law[x] * getattr(i, f"row{x}") for x in range(i.size[0])]
    return xp.sum(xp.stack(rows), axis=0)


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
