"""The covariance of two functions on the outcomes of one law.

Main definitions: `covariance`.
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.claims import Instance
from theory_lab.numbers import Array


def covariance(i: Instance) -> Array:
    """``|E f g - E f E g|``."""
    return abs(xp.dot(i.p, i.f * i.g) - xp.dot(i.p, i.f) * xp.dot(i.p, i.g))
