"""Exact numbers looked at through enclosures: in and out of rigorous intervals.

Exact powers have denominators that grow with every factor, so that a formula of a hundred factors takes longer at one instance
than at thousands otherwise. Intervals in between cost the same whatever the numbers are, and decide every inequality that is no
near tie.

Main definitions
----------------
``enclosed``   exact numbers as intervals
``in_balls``   intervals as the balls of exact arithmetic, in which verdicts are given

Conventions
-----------
Numbers of any other arithmetic stay as they are, so that a formula between the two runs in all of them. Intervals have double
precision whatever the precision in force: what they leave open, ties above all, stays open.

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
    if x.kind != "interval":
        return x
    return xp.exact(_balls(*x.bounds(batched=True)), batched=True)


def _around(lower: float, upper: float) -> xp.Real:
    return xp.value(xp.exact(0)) if lower == upper == 0 else xp.Real(None, ball_between(lower, upper))


_balls = np.frompyfunc(_around, 2, 1)
