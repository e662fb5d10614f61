"""Pairs of laws within a factor of each other, as those of a private mechanism on neighbouring data.

Main definitions: `within` (space).
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space


def within(n: int) -> Space:
    """Two laws without zeros, and the least ``t`` with ``q/t <= p <= t q``: the pair is ``log t``-private."""
    return Space(
        p=Simplex(n, positive=True),
        q=Simplex(n, positive=True),
        derived=lambda i: {"t": xp.maximum(xp.max(i.p / i.q), xp.max(i.q / i.p))},
    )
