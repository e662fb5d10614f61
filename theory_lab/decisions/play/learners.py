"""Learners of bandits that choose by counts.

Each function returns a learner: a rule that maps counts to the law of the next decision. ``exact_regret`` computes
exactly what it pays.

Main definitions
----------------
``uniform``, ``explore_then_commit``, ``epsilon_greedy``   the classics that do not adapt their exploration
``upper_confidence``, ``book_width``, ``short_width``      the optimistic learner, and its widths
``posterior``, ``mixture``                                 the exact posterior on a finite class, and its mean model
``posterior_sampling``                                     the best decision of a model drawn from the posterior

Conventions
-----------
Counts are (X, A, O, S), laws (X, A, S). Rewards are Bernoulli for the learners that see no class, which raise ``ValueError``
for other numbers of outcomes than 2, and learn in every context for itself. Ties go to the first decision.
Without any evidence (likelihood 0 under all models) the posterior is the prior.

References
----------
T. Lattimore and C. Szepesvari, Bandit Algorithms, 2020; D. Foster and A. Rakhlin, arXiv:2312.16730, chapter 2.

Tags
----
bandits, UCB, Thompson sampling
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.classes import SLACK, ModelClass
from theory_lab.decisions.play.exact_regret import Learner
from theory_lab.numbers.whole.rationals import rational

__all__ = [
    "book_width", "epsilon_greedy", "explore_then_commit", "first_best", "mixture", "posterior", "posterior_sampling",
    "short_width", "uniform", "upper_confidence",
]  # fmt: skip


def uniform(counts: np.ndarray, rounds: int) -> np.ndarray:
    """Every decision with the same probability, in fractions."""
    contexts, decisions, _, states = counts.shape
    return np.full((contexts, decisions, states), Fraction(1, decisions), dtype=object)


def first_best(scores: np.ndarray) -> np.ndarray:
    """The indicator (whole numbers) of the first largest score along axis 1."""
    if scores.shape[1] == 2:
        first = scores[:, 0] >= scores[:, 1]
        return np.stack([first, ~first], axis=1).astype(np.int8)
    return (np.arange(scores.shape[1])[:, None] == scores.argmax(axis=1)[:, None]).astype(np.int8)


def _empirical(counts: np.ndarray) -> np.ndarray:
    """Empirical means as whole numbers over one denominator, so that their order is exact; unsampled arms have mean 0."""
    _require_bernoulli(counts)
    pulls = counts.sum(axis=2)
    common = np.prod(np.maximum(pulls, 1), axis=1, keepdims=True, dtype=np.int64)
    return counts[:, :, 1] * (common // np.maximum(pulls, 1))


def _require_bernoulli(counts: np.ndarray) -> None:
    if counts.shape[2] != 2:
        raise ValueError(f"this learner sees the outcomes 0 and 1 of Bernoulli rewards, not {counts.shape[2]} outcomes")


def explore_then_commit(pulls: int) -> Learner:
    """Every arm in turn until each has ``pulls``, then the empirical best, ties split evenly; ``ValueError`` without a pull."""
    if pulls < 1:
        raise ValueError(f"exploration needs at least one pull of every arm, not {pulls}")

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        if len(counts) > 1:  # with a number of rounds for each
            return np.concatenate([in_context(part) for part in counts[:, None]])
        return phase(counts, rounds)

    def in_context(counts: np.ndarray) -> np.ndarray:
        totals = counts.sum(axis=(0, 1, 2))
        found = np.empty((1, counts.shape[1], counts.shape[3]), dtype=object)
        for total in np.unique(totals).tolist():
            found[..., totals == total] = phase(counts[..., totals == total], total)
        return found

    def phase(counts: np.ndarray, rounds: int) -> np.ndarray:
        if rounds < pulls * counts.shape[1]:
            return first_best(-counts.sum(axis=2))
        if rounds > pulls * counts.shape[1]:
            return first_best((counts.sum(axis=2) > pulls).astype(int))
        means = _empirical(counts)
        best = (means == means.max(axis=1, keepdims=True)).astype(int)
        return np.asarray(np.frompyfunc(Fraction, 2, 1)(best, best.sum(axis=1, keepdims=True)))

    return law


def epsilon_greedy(epsilon: Fraction) -> Learner:
    """The empirical best arm with probability ``1 - epsilon``, else any; unsampled arms count as mean 0.

    Raises ``ValueError`` unless ``epsilon`` is a probability.
    """
    if not 0 <= epsilon <= 1:
        raise ValueError(f"epsilon must be a probability, not {epsilon}")

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        other = epsilon / counts.shape[1]
        chances = np.array([other, 1 - epsilon + other], dtype=object)  # two numbers, and not one for each of many states
        return chances[first_best(_empirical(counts))]

    return law


def book_width(horizon: int, arms: int, failure: Fraction) -> Any:
    """``2 log(2 T^2 A / failure)``: the square of the width after one pull; after ``n`` pulls it is over ``n``.

    Raises ``ValueError`` for a failure outside (0, 1], and without a round or an arm.
    """
    return 2 * xp.log(xp.exact(2 * horizon**2 * arms / _chance(failure, horizon, arms)))


def short_width(horizon: int, arms: int, failure: Fraction) -> Any:
    """``log(2 T A / failure) / 2``: what Hoeffding's inequality needs; raises what ``book_width`` raises."""
    return xp.log(xp.exact(2 * horizon * arms / _chance(failure, horizon, arms))) / 2


def _chance(failure: Fraction, horizon: int, arms: int) -> Fraction:
    if horizon < 1 or arms < 1:
        raise ValueError(f"a width is that of at least one round and one arm, not of {horizon} and {arms}")
    chance = rational(failure, "the probability of failure")
    if not 0 < chance <= 1:
        raise ValueError(f"the probability of failure must lie in (0, 1], not {chance}")
    return chance


def upper_confidence(horizon: int, square: Any) -> Learner:
    """The arm of the largest ``mean + sqrt(square / pulls)``; any unsampled arm first.

    ``square`` is an exact 0-d Array such as ``book_width``. The order of all indices is decided exactly, once. Raises
    ``ValueError`` for a square that is negative, without a round and for counts of more than ``horizon`` pulls of an arm.
    """
    if horizon < 1:
        raise ValueError(f"the learner needs a horizon of at least 1, not {horizon}")
    if not bool(square >= 0):
        raise ValueError(f"the square of a width is at least 0, not {square}")
    order = index_order(horizon, square)

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        _require_bernoulli(counts)
        wins = counts[:, :, 1]
        pulls = counts[:, :, 0] + wins
        if (most := int(pulls.max(initial=0))) > horizon:
            raise ValueError(f"an arm was pulled {most} times, but the learner is for {horizon} rounds")
        return first_best(order.take(pulls * (horizon + 1) + wins))

    return law


def index_order(horizon: int, square: Any) -> np.ndarray:
    """Whole numbers in the order of ``k/n + sqrt(square / n)``, shape (horizon + 1, horizon + 1); no pull comes last.

    Floats sort; neighbours that they do not separate are compared exactly.
    """
    pulls, wins = np.array([(n, k) for n in range(1, horizon + 1) for k in range(n + 1)]).T
    with xp.guessing():  # the order is proved below where it is close
        scores = wins / pulls + np.sqrt(float(xp.value(square)) / pulls)
    order = np.argsort(scores, kind="stable")
    close = np.flatnonzero(np.diff(scores[order]) < 1e-11)
    for position in close:
        low, high = ((int(pulls[j]), int(wins[j])) for j in order[position : position + 2])
        if not bool(_index(*low, square) < _index(*high, square)):
            raise ValueError(f"indices after {low} and {high} pulls and wins are too close to be sorted in floats")
    table = np.zeros((horizon + 1, horizon + 1), dtype=np.int32)
    table[pulls[order], wins[order]] = np.arange(len(order))
    table[0, 0] = len(order)
    return table


def _index(pulls: int, wins: int, square: Any) -> Any:
    return Fraction(wins, pulls) + xp.sqrt(square / pulls)


def posterior(models: ModelClass, prior: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The law of the model given the counts, shape (N, S)."""
    if len(prior) != len(models) or not min(prior) >= 0 or not abs(sum(prior) - 1) <= SLACK:
        raise ValueError(f"a prior on {len(models)} models is needed, not {prior}, which sums to {sum(prior)}")
    joint = models.likelihoods(counts) * prior[:, None]
    total = joint.sum(axis=0)
    return np.where(total > 0, joint / np.where(total > 0, total, 1), prior[:, None])


def mixture(models: ModelClass, prior: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Outcome laws of the posterior mean model, shape (X, A, O, S)."""
    weights = posterior(models, prior, counts)
    return (models.laws.reshape(len(models), -1).T @ weights).reshape(*models.shape, -1)


def posterior_sampling(models: ModelClass, prior: np.ndarray) -> Learner:
    """The best decision of a model drawn from the posterior."""
    best = (models.best[:, :, None] == np.arange(models.shape[1])).astype(int)

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        return (best.reshape(len(models), -1).T @ posterior(models, prior, counts)).reshape(*models.shape[:2], -1)

    return law
