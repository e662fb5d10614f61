"""The constrained decision-estimation coefficient.

Here information is a constraint and not a price: a model counts only while the decision law tells it apart from the reference by
less than a radius. Choosing which models to exclude is a mixed-integer program; whichever pattern it returns,
one exact linear program gives the coefficient of that pattern.

Main definitions
----------------
``constrained_coefficient``, ``ConstrainedCoefficient``   by HiGHS's branch and bound, then exact
``pattern_value``                                          the least risk that excludes a given set of models

Conventions
-----------
``inf_p sup{E_p gap_M : E_p D_M <= radius}`` with ``radius = eps^2``; it is 0 when some law excludes all models. A
model on the border may be excluded, which lowers the value at degenerate ties only.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, section 6.5; D. Foster, N. Golowich, Y. Han, arXiv:2301.08215.

Tags
----
decision-estimation coefficient, mixed-integer programming, lower bounds
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.whole.programs import Infeasible, solve_program
from theory_lab.numbers.whole.rationals import rational, rationals

__all__ = ["ConstrainedCoefficient", "constrained_coefficient", "pattern_value"]


@dataclass(frozen=True)
class ConstrainedCoefficient:
    """The exact value of the pattern found, its law, the models excluded, and HiGHS's lower bound on any value."""

    value: Fraction
    decisions: tuple[Fraction, ...]
    excluded: tuple[int, ...]
    bound: float


def pattern_value(
    gaps: Any, divergences: Any, radius: Fraction, excluded: Sequence[int]
) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """``min_p max over the other models of E_p gap`` with ``E_p D >= radius`` for the excluded.

    None when no law excludes them all. Raises ``ValueError`` for an excluded model that is not in the class.
    """
    radius, chosen = rational(radius, "the radius"), set(excluded)
    if unknown := sorted(chosen - set(range(len(gaps)))):
        raise ValueError(f"the models of a class of {len(gaps)} are 0 to {len(gaps) - 1}, not {unknown[0]}")
    n = len(gaps[0])
    rows = [
        [-rational(x, "the divergence") for x in divergences[m]] + [0]
        if m in chosen
        else [rational(x, "the gap") for x in gaps[m]] + [-1]
        for m in range(len(gaps))
    ]
    limits = [-radius if m in chosen else 0 for m in range(len(gaps))]
    try:
        found = solve_program([0] * n + [1], rows, limits, [[1] * n + [0]], [1])
    except Infeasible:
        return None
    return found.value, found.x[:n]


def constrained_coefficient(gaps: Any, divergences: Any, radius: Fraction) -> ConstrainedCoefficient:
    """The coefficient of tables (N, K) of fractions; ``radius`` is the square of the notes' ``eps``.

    Raises ``ValueError`` for a radius that is not positive and where HiGHS finds no pattern.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    radius = rational(radius, "the radius")
    if not radius > 0:
        raise ValueError(f"the radius must be positive, not {radius}")
    gaps, divergences = rationals(gaps, "the gap"), rationals(divergences, "the divergence")
    g, d = gaps.astype(float), divergences.astype(float)
    if g.ndim != 2 or not g.size or g.shape != d.shape:
        raise ValueError(f"a class needs gaps and divergences (N, K), got shapes {g.shape} and {d.shape}")
    models, decisions = g.shape
    height = max(float(g.max()), 1e-9)
    constraints = [
        LinearConstraint(np.c_[g, -np.ones(models), -height * np.eye(models)], -np.inf, 0),
        LinearConstraint(np.c_[d, np.zeros(models), -float(radius) * np.eye(models)], 0, np.inf),
        LinearConstraint(np.r_[np.ones(decisions), np.zeros(models + 1)][None], 1, 1),
    ]
    found = milp(
        np.r_[np.zeros(decisions), 1, np.zeros(models)],
        constraints=constraints,
        integrality=np.r_[np.zeros(decisions + 1), np.ones(models)],
        bounds=Bounds(0, np.r_[np.ones(decisions), height, np.ones(models)]),
    )
    if found.x is None:
        raise ValueError(f"HiGHS found no set of models to exclude: {found.message}")
    marked = np.flatnonzero(found.x[decisions + 1 :] > 0.5).tolist()
    return _exact(gaps, divergences, radius, marked, found)


def _exact(gaps: Any, divergences: Any, radius: Fraction, excluded: list[int], found: Any) -> ConstrainedCoefficient:
    """The exact value of a pattern; models that only float tolerance excludes are taken back, the closest first."""
    law = found.x[: len(gaps[0])]
    spare = {m: float(np.dot(np.asarray(divergences[m], dtype=float), law)) for m in excluded}
    chosen = sorted(excluded, key=lambda m: -spare[m])
    while (solved := pattern_value(gaps, divergences, radius, chosen)) is None:
        chosen.pop()
    return ConstrainedCoefficient(*solved, tuple(sorted(chosen)), float(found.mip_dual_bound))
