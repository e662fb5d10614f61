"""Means under a law, and spaces of laws with tables, for tests of the search for proofs.

Main definitions: ``E``, ``fields``, ``SHORT`` (what makes a sharp bound false).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Table
from theory_lab.numbers import Array, ratio

SHORT = ratio(99, 100)
Side = Callable[[Instance], Any]


def E(i: Instance, f: Array) -> Array:
    """The mean of a table under the law ``p``."""
    return xp.dot(i.p, f)


def fields(low: Any, high: Any, names: str = "f", **more: Any) -> Callable[[int], dict[str, Any]]:
    """A law ``p`` and a table of each name at any size, and more fields."""
    return lambda n: dict(p=Simplex(n), **{name: Table(n, low, high) for name in names}, **more)
