"""The coefficient at its worst reference model.

``sup over references of dec`` is no concave problem, but one step cannot hurt: moving the reference to the mean of
the class under a least favourable prior raises every term of the minimum. From many starts this gives a lower
bound that one exact linear program proves.

Main definitions
----------------
``ascend``             references and values along the iteration, from one start
``worst_reference``    the best end of many random starts: a certified lower bound

Conventions
-----------
Classes are tables of mean functions (N, K), the divergence is the squared difference. The iteration is in floats;
the value of the last reference is exact.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, Proposition 24.

Tags
----
decision-estimation coefficient, alternating ascent
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.decisions.coefficients import decision_coefficient
from theory_lab.decisions.float_games import near_solution

__all__ = ["WorstReference", "ascend", "worst_reference"]

DIGITS = 10**6


@dataclass(frozen=True)
class WorstReference:
    """A reference (K,) and the exact coefficient there, a lower bound on the supremum; ``values`` are the ends of all starts."""

    value: Fraction
    reference: tuple[Fraction, ...]
    values: np.ndarray


def ascend(
    means: np.ndarray, reference: np.ndarray, offset: float, steps: int = 200, gain: float = 1e-9
) -> tuple[list[float], np.ndarray]:
    """Values along ``reference <- E_mu f``, and the last reference; stops when a step gains less than ``gain``."""
    gaps, values = means.max(axis=1, keepdims=True) - means, []
    for _ in range(steps):
        value, prior, _ = near_solution(gaps - offset * (means - reference) ** 2)
        values.append(value)
        if len(values) > 1 and value - values[-2] < gain:
            break
        reference = prior @ means
    return values, reference


def worst_reference(means: Any, offset: Fraction, starts: int, rng: np.random.Generator) -> WorstReference:
    """The best of ``starts`` ascents from random points of the convex hull of a table of fractions (N, K)."""
    table = np.asarray(means, dtype=object).astype(float)
    ends, best, top = np.empty(starts), table[0], -np.inf
    for start in range(starts):
        values, reference = ascend(table, rng.dirichlet(np.full(len(table), 0.5)) @ table, float(offset))
        ends[start] = values[-1]
        if values[-1] > top:
            top, best = values[-1], reference
    chosen = tuple(Fraction(round(x * DIGITS), DIGITS) for x in best.tolist())
    exact = np.asarray(np.frompyfunc(Fraction, 1, 1)(np.asarray(means, dtype=object)))
    gaps = exact.max(axis=1, keepdims=True) - exact
    value = decision_coefficient(gaps, (exact - np.array(chosen)) ** 2, offset).value
    return WorstReference(value, chosen, ends)
