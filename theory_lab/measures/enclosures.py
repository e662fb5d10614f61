"""Exact numbers as rigorous intervals and back.

Exact powers have denominators that grow with every factor, so a formula of a hundred factors takes longer at one instance
than a short one at thousands. Computing with intervals in between costs the same whatever the numbers are, and decides every
inequality that is not nearly a tie.

Main definitions
----------------
``enclosed``   exact numbers as intervals
``in_balls``   intervals as the balls of exact arithmetic, in which verdicts are given

Conventions
-----------
Numbers of any other arithmetic are unchanged, so a formula that uses the two runs in all of them. Intervals have double
precision whatever the current precision is: what they leave open, ties above all, stays open.

References
----------
F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).

Tags
----
rigorous numerics, interval arithmetic
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between

__all__ = ["enclosed", "in_balls"]


def enclosed(x: Array) -> Array:
    """Exact numbers of any shape as intervals; numbers of another arithmetic as they are."""
    return xp.intervals(x) if x.is_exact else x


def in_balls(x: Array) -> Array:
    """Intervals of any shape as balls, 0 as 0; numbers of another arithmetic as they are.

    Raises ``Undecided`` for an interval without bounds.
    """
    if not x.is_interval:
        return x
    return xp.exact(_balls(*x.bounds(batched=True)), batched=True)


def _around(lower: float, upper: float) -> xp.Real:
    return xp.value(xp.exact(0)) if lower == upper == 0 else xp.Real(None, ball_between(lower, upper))


_balls = np.frompyfunc(_around, 2, 1)
