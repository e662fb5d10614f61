"""The answers among which a learner of a law has to choose, as tables of losses.

Any law is allowed as an answer, in the class (a proper learner) or not.  For the coverage at a level, what an answer achieves
depends only on which models it covers at which outcome, so that finitely many answers represent all; for total variation the
losses of all answers are a polyhedron, whose vertices suffice against every prior.

Main definitions
----------------
``coverage_losses``          ``Cov_N(model || answer)`` for all answers that are not dominated
``total_variation_losses``   ``TV(model, answer)`` at all vertices
``proper_losses``            a loss at the models themselves

Conventions
-----------
A table has one row for each model and one column for each answer, in fractions. Coverage is ``P_model(model / answer >= level)``,
equality included: an answer covers a model at ``y`` if it has *more* than ``model(y)/level`` there, so that thresholds of total
1 are out of reach.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1 and Proposition 3.2.

Tags
----
improper learning, coverage, decision theory
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from theory_lab.numbers.whole.rationals import rational

__all__ = ["coverage_losses", "proper_losses", "total_variation_losses"]

MOST = 1 << 18  # answers that are listed before the dominated ones are left out
Rows = Sequence[Sequence[Any]]


def coverage_losses(models: Rows, level: Any) -> np.ndarray:
    """``Cov_level(model || answer)`` for all answers, the dominated ones left out; fractions (c, answers).

    Raises ``ValueError`` for a level below 1 and for classes with too many thresholds.
    """
    laws, level = checked_laws(models), rational(level, "the level")
    if level < 1:
        raise ValueError(f"the level of a coverage is at least 1, not {level}")
    thresholds = [sorted({Fraction(0), *(law[y] / level for law in laws)}) for y in range(len(laws[0]))]
    _check_number([len(choices) for choices in thresholds])
    columns = []
    for answer in product(*thresholds):
        if sum(answer) < 1:  # some law has more than the threshold at every outcome
            columns.append([sum((law[y] for y in range(len(law)) if law[y] > level * answer[y]), Fraction(0)) for law in laws])
    return _undominated(columns)


def total_variation_losses(models: Rows) -> np.ndarray:
    """``TV(model, answer)`` at the answers that agree with some model at all outcomes but one; fractions (c, answers).

    Against a prior the mean loss is convex, linear between the models' probabilities, and no smaller where an answer is below all
    or above all of them at an outcome, so that it is least where all coordinates but one are at these: the last one is what is
    left. By the minimax theorem mixtures of these answers reach the value. Raises ``ValueError`` for classes with too many such
    answers.
    """
    laws = checked_laws(models)
    k = len(laws[0])
    choices = [sorted({law[y] for law in laws}) for y in range(k)]
    _check_number([len(listed) for listed in choices])
    answers: set[tuple[Fraction, ...]] = set()
    for free in range(k):
        for rest in product(*(choices[:free] + choices[free + 1 :])):
            left = 1 - sum(rest, Fraction(0))
            if left >= 0:
                answers.add((*rest[:free], left, *rest[free:]))
    return _undominated([[_distance(law, answer) for law in laws] for answer in sorted(answers)])


def proper_losses(models: Rows, loss: Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction]) -> np.ndarray:
    """``loss(model, answer)`` with the models themselves as the answers; fractions (c, c)."""
    laws = checked_laws(models)
    return np.array([[loss(law, answer) for answer in laws] for law in laws], dtype=object)


def checked_laws(models: Rows) -> list[list[Fraction]]:
    """The models in fractions; ``ValueError`` unless there are some, all laws on one alphabet, ``TypeError`` for floats."""
    laws = [[rational(entry, "a probability") for entry in row] for row in models]
    if not laws:
        raise ValueError("a class has at least one model")
    for law in laws:
        if min(law, default=-1) < 0 or sum(law) != 1 or len(law) != len(laws[0]):
            raise ValueError(f"models are laws on one alphabet, not {[str(entry) for entry in law]}")
    return laws


def _check_number(choices: list[int]) -> None:
    if (listed := math.prod(choices)) > MOST:
        number = f"{listed:,}" if listed < 10**15 else f"more than 10^{math.floor(math.log10(listed))}"
        raise ValueError(f"this class has {number} answers to compare, more than {MOST:,}")


def _distance(p: Sequence[Fraction], q: Sequence[Fraction]) -> Fraction:
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2


def _undominated(columns: list[list[Fraction]]) -> np.ndarray:
    """The distinct columns that no other column beats or equals everywhere, as a table (c, answers)."""
    kept: list[tuple[Fraction, ...]] = []
    for column in sorted({tuple(column) for column in columns}, key=sum):
        if not any(all(a <= b for a, b in zip(other, column, strict=True)) for other in kept):
            kept.append(column)
    return np.array(kept, dtype=object).T
