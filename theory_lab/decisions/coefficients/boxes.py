"""The coefficient of infinite classes by cutting planes.

The largest risk of a decision law over all mean functions with values in an interval has a closed form, with the
function that attains it. Those functions are cuts: the linear program over the cuts so far bounds the coefficient from below,
the closed form at its law from above.

Main definitions
----------------
``box_risk``          ``sup over f in [low, high]^A and s of f(s) - E_p f - offset E_p (f - estimate)^2``
``box_attackers``     for every comparator ``s`` the function that attains it
``cutting_planes``    the loop, for any class that can answer a decision law with cuts
``box_coefficient``   the loop for the box, with exact ends

Conventions
-----------
The comparator may be any arm: the supremum over functions makes it the best one. An arm that is never played
is pushed to ``high``.

References
----------
J. Kelley, The cutting-plane method for solving convex programs, 1960; D. Foster and A. Rakhlin, arXiv:2312.16730, chapter 4.

Tags
----
decision-estimation coefficient, bounded rewards, cutting planes
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.coefficients.finite_classes import positive_offset
from theory_lab.decisions.float_games import near_solution
from theory_lab.decisions.games import solve_game
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational, rationals

__all__ = ["Sandwich", "box_attackers", "box_coefficient", "box_risk", "cutting_planes"]

DIGITS = 10**9  # denominator of what floats have found: nine digits, as many as a linear program is sure of


@dataclass(frozen=True)
class Sandwich:
    """``lower <= coefficient <= upper``; ``decisions`` attains ``upper``, the ``cuts`` prove ``lower``."""

    lower: Any
    upper: Any
    decisions: np.ndarray
    cuts: np.ndarray


@xp.formula
def box_attackers(estimate: Array, offset: Any, decisions: Array, low: Any = 0, high: Any = 1) -> Array:
    """For every comparator a function in ``[low, high]^A`` of the largest risk, shape (A, A): row ``s`` for comparator ``s``."""
    played = decisions > 0
    odds = xp.where(played, (1 - decisions) / xp.where(played, decisions, 1), xp.INFINITY)
    down = xp.maximum(xp.minimum(estimate - 1 / (2 * offset), high), low)
    up = xp.maximum(xp.minimum(estimate + odds / (2 * offset), high), low)
    own = np.eye(len(estimate), dtype=int)
    return down * (1 - own) + up * own


@xp.formula
def box_risk(estimate: Array, offset: Any, decisions: Array, low: Any = 0, high: Any = 1) -> Array:
    """The largest offset risk of ``decisions`` (A,) over all mean functions in ``[low, high]^A``; shape ()."""
    attackers = box_attackers(estimate, offset, decisions, low, high)
    own = xp.sum(attackers * np.eye(len(estimate), dtype=int), axis=1)
    return xp.max(own - xp.dot(attackers + offset * (attackers - estimate) ** 2, decisions))


def cutting_planes(
    oracle: Callable[[np.ndarray], tuple[float, np.ndarray]],
    arms: int,
    width: float = 1e-7,
    rounds: int = 300,
    start: np.ndarray | None = None,
    pull: float = 0.0,
) -> Sandwich:
    """Bounds of ``min_p sup over the class`` when ``oracle(p)`` gives the supremum and payoff rows (m, A) that contain it.

    Laws after ``start`` (uniform by default) are those of the program, moved by the share ``pull`` towards the best
    one so far: that keeps away from laws whose supremum is infinite. Raises ``ValueError`` when ``rounds`` rounds
    leave more than ``width``, telling the bounds.
    """
    decisions = best = np.full(arms, 1 / arms) if start is None else start
    upper = np.inf
    cuts, lower = np.empty((0, arms)), -np.inf
    for _ in range(rounds):
        risk, rows = oracle(decisions)
        if risk < upper:
            upper, best = risk, decisions
        cuts = np.concatenate([cuts, rows])
        lower, _, law = near_solution(cuts)
        if upper - lower <= width:
            return Sandwich(lower, upper, best, cuts)
        decisions = pull * best + (1 - pull) * law
    raise ValueError(f"after {rounds} rounds the coefficient lies between {lower} and {upper}")


def box_coefficient(estimate: Any, offset: Fraction, low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> Sandwich:
    """The coefficient of all mean functions in ``[low, high]^A`` between fractions: both ends are recomputed exactly.

    Raises ``ValueError`` for an offset that is not positive, for an estimate without arms and for ends in the wrong order, and
    ``TypeError`` for floats.
    """
    offset, exact = positive_offset(offset), rationals(estimate, "the estimate")
    low, high = rational(low, "the low end"), rational(high, "the high end")
    if exact.ndim != 1 or not exact.size:
        raise ValueError(f"an estimate has one number for each of at least one arm, not shape {exact.shape}")
    if low > high:
        raise ValueError(f"the low end of a box is at most the high one, not {low} above {high}")
    center = exact.astype(float)
    found: list[np.ndarray] = []

    def oracle(decisions: np.ndarray) -> tuple[float, np.ndarray]:
        attackers: Any = box_attackers(cast(Any, center), offset, cast(Any, decisions), low, high)
        found.append(attackers)
        rows = np.diag(attackers)[:, None] - attackers - float(offset) * (attackers - center) ** 2
        return float((rows @ decisions).max()), rows

    law = _rounded(cutting_planes(oracle, len(center)).decisions)
    law = law / law.sum()
    upper = xp.value(box_risk(xp.exact(exact), offset, xp.exact(law), low, high)).fraction
    functions = _rounded(np.concatenate(found), low, high)
    own = functions[np.arange(len(functions)), np.tile(np.arange(len(exact)), len(found))]
    cuts = own[:, None] - functions - offset * (functions - exact) ** 2
    return Sandwich(solve_game(cuts).value, upper, law, cuts)


def _rounded(values: np.ndarray, low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> np.ndarray:
    """Fractions near floats, between ``low`` and ``high``."""
    return np.asarray(
        np.frompyfunc(lambda x: min(max(Fraction(round(x * DIGITS), DIGITS), low), high), 1, 1)(values), dtype=object
    )
