"""Learners that estimate first and then decide.

An oracle turns the history into a model; the decision law balances the regret that other models would have against
what it learns about them. The regret is then at most the coefficient of every round plus the offset times the estimation error.

Main definitions
----------------
``estimation_to_decisions``, ``round_coefficients``   E2D: the law of least offset risk at the mean model, and that risk
``square_cb``                                         inverse gap weighting of the mean rewards
``offset_payoffs``                                    ``gap - offset * divergence`` of every model in every state
``squared``, ``hellinger``, ``kullback_leibler``      what divergence the offset multiplies
``estimation_errors``                                 ``E sum_t E_p D(M, mean model)`` under every model
``two_decision_law``                                  ``min over p, max over rows`` for two columns, in whole arrays

Conventions
-----------
The oracle is the posterior mean of the class. Divergences have shape (N, X, A, S); the squared Hellinger distance has
no factor 1/2; the mean model is the second argument of the Kullback-Leibler divergence. Exact classes with
two decisions and ``squared`` give exact laws; otherwise HiGHS solves each state in floats.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, chapters 3, 4 and 6; arXiv:2112.13487.

Tags
----
estimation to decisions, SquareCB, inverse gap weighting
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.coefficients.finite_classes import inverse_gap_weighting
from theory_lab.decisions.float_games import near_solution
from theory_lab.decisions.play.exact_regret import Learner, expected_sums
from theory_lab.decisions.play.learners import mixture

__all__ = [
    "estimation_errors", "estimation_to_decisions", "hellinger", "kullback_leibler", "offset_payoffs", "round_coefficients",
    "square_cb", "squared", "two_decision_law",
]  # fmt: skip

Divergence = Callable[[ModelClass, np.ndarray], np.ndarray]


def squared(models: ModelClass, reference: np.ndarray) -> np.ndarray:
    """``(f(pi) - fhat(pi))^2`` of the mean rewards; references (X, A, O, S) to (N, X, A, S)."""
    means = (reference * models.rewards[:, None]).sum(axis=2)
    return (models.means[..., None] - means) ** 2


def hellinger(models: ModelClass, reference: np.ndarray) -> np.ndarray:
    """``sum (sqrt p - sqrt q)^2`` over the outcomes, in floats."""
    p, q = models.laws[..., None].astype(float), reference.astype(float)
    return ((np.sqrt(p) - np.sqrt(q)) ** 2).sum(axis=3)


def kullback_leibler(models: ModelClass, reference: np.ndarray) -> np.ndarray:
    """``sum p log(p/q)`` in nats, infinite where the reference lacks an outcome, in floats."""
    p, reference = models.laws[..., None].astype(float), reference.astype(float)
    used = (p > 0) & (reference > 0)
    ratio = np.where(used, p / np.where(reference > 0, reference, 1), 1)
    terms = np.where((p > 0) & (reference <= 0), np.inf, p * np.log(ratio))
    return terms.sum(axis=3)


def offset_payoffs(
    models: ModelClass, prior: np.ndarray, counts: np.ndarray, offset: Any, divergence: Divergence = squared
) -> np.ndarray:
    """``gap - offset * divergence`` to the mean model, shape (N, X, A, S); raises ``ValueError`` unless ``offset > 0``."""
    if not offset > 0:
        raise ValueError(f"the offset must be positive, not {offset!r}")
    return models.gaps[..., None] - offset * divergence(models, mixture(models, prior, counts))


def estimation_to_decisions(models: ModelClass, prior: np.ndarray, offset: Any, divergence: Divergence = squared) -> Learner:
    """The law that minimises ``max_M E_p[gap_M - offset * divergence]`` in every state and context."""

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        payoffs = offset_payoffs(models, prior, counts, offset, divergence)
        return np.stack([_least_risk(payoffs[:, context]) for context in range(payoffs.shape[1])])

    return law


def round_coefficients(payoffs: np.ndarray, law: np.ndarray) -> np.ndarray:
    """``max_M E_p`` of payoffs (N, X, A, S) under laws (X, A, S), shape (X, S): what the round can cost beyond estimation."""
    return (payoffs * law).sum(axis=2).max(axis=0)


def estimation_errors(
    learner: Learner, models: ModelClass, prior: np.ndarray, horizon: int, divergence: Divergence = squared
) -> np.ndarray:
    """``E sum_t E_{context, p} D(M, mean model)`` under every model, shape (N,)."""

    def cost(counts: np.ndarray, law: np.ndarray, rounds: int) -> np.ndarray:
        distances = divergence(models, mixture(models, prior, counts))
        return ((distances * law).sum(axis=2) * models.contexts[:, None]).sum(axis=1)

    return expected_sums(learner, models, horizon, cost)


def square_cb(models: ModelClass, prior: np.ndarray, offset: Any) -> Learner:
    """``p(a) = 1 / (lambda + 2 offset gap(a))`` at the posterior mean rewards, in floats; wants ``offset > 0``."""
    if not offset > 0:
        raise ValueError(f"the offset must be positive, not {offset}")
    strength = Fraction(offset)  # of a float too: the learner works in floats, whose constants are exact

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        means = (mixture(models, prior, counts) * models.rewards[:, None]).sum(axis=2).astype(float)
        return np.stack(
            [inverse_gap_weighting(xp.floats(estimate, batched=True), strength).numbers(batched=True) for estimate in means]
        )

    return law


def _least_risk(payoffs: np.ndarray) -> np.ndarray:
    """The law minimising the largest row, for payoffs (N, A, S); shape (A, S)."""
    if payoffs.shape[1] == 2:
        return two_decision_law(payoffs)
    near = payoffs.astype(float)
    return np.stack([near_solution(near[..., state])[2] for state in range(near.shape[2])], axis=1)


def two_decision_law(payoffs: np.ndarray) -> np.ndarray:
    """``p`` minimising ``max_i p payoffs[i, 0] + (1 - p) payoffs[i, 1]``, for payoffs (N, 2, S); shape (2, S).

    The minimum of a maximum of lines is at an end or where two of them cross: all are tried. The smallest such ``p`` wins.
    """
    slope, level = payoffs[:, 0] - payoffs[:, 1], payoffs[:, 1]
    best = slope[0] * 0
    risk = level.max(axis=0)
    for candidate in _crossings(slope, level):
        value = (candidate * slope + level).max(axis=0)
        better = (value < risk) | ((value == risk) & (candidate < best))
        best, risk = np.where(better, candidate, best), np.where(better, value, risk)
    return np.stack([best, 1 - best])


def _crossings(slope: np.ndarray, level: np.ndarray) -> Any:
    """The end 1, and the places in [0, 1] where two lines cross, as arrays (S,)."""
    yield slope[0] * 0 + 1
    for i, j in combinations(range(len(slope)), 2):
        difference = slope[i] - slope[j]
        crossing = (level[j] - level[i]) / np.where(difference != 0, difference, 1)
        inside = (difference != 0) & (crossing >= 0) & (crossing <= 1)
        if inside.any():
            yield np.where(inside, crossing, slope[0] * 0)
