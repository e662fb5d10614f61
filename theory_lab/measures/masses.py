"""The mass of vectors that are compared as laws.

Main definitions: ``require_equal_masses``.
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.sequences.shapes import Alike

__all__ = ["require_equal_masses"]


def require_equal_masses(p: Alike, q: Alike, compared: str) -> None:
    """Raise ``ValueError`` where exact vectors certainly differ in mass; enclosures and floats cannot tell and pass.

    ``sum p log(p/q)`` is summed as ``sum (p log(p/q) - p + q)``, whose terms are nonnegative: of parts of laws that is another
    number, and every verdict on it would be about another statement.
    """
    if p.is_exact and q.is_exact and (xp.sum(p - q) != 0).sure.any():
        raise ValueError(
            f"{compared} compares vectors of equal mass, and these differ in mass; for parts of laws write sum(p * log(p / q))"
        )
