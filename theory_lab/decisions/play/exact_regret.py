"""Learners on count states, and what they pay exactly.

A learner whose choices depend on the counts alone gives every state a weight that no model enters: the sum over
the histories that reach it of the product of the learner's own probabilities. The law of the states under a model is this
weight times the likelihood, so one forward pass serves all models at once.

Main definitions
----------------
``Learner``             a function of counts and round to the law of the next decision
``reach_weights``       the weights of the states after each round, one round after the other
``final_weights``       those after the last round
``regrets``             the expected regret of a learner under every model of a class
``expected_regret``     the same for Bernoulli arms as a formula of the means, from the final weights
``context_regret``      the largest expected regret over all ways to choose contexts, also adaptively
``expected_sums``       the expectation over the rounds of any function of the state, as in estimation errors
``enclosed_sums``       the same in floats with a bound on all roundings, for functions that are never negative

Conventions
-----------
Counts are (X, A, O, S): contexts, decisions, outcomes, with the states last; laws are (X, A, S). A learner may return whole
numbers, fractions in object arrays, or floats; ``exact`` weights are kept as Python numbers.

References
----------
D. Koller, N. Megiddo, B. von Stengel, Fast algorithms for finding randomized strategies in game trees, 1994
(realisation weights).

Tags
----
bandits, regret, dynamic programming, sequence form
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.play.count_states import CountStates
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval

__all__ = [
    "Learner", "context_regret", "enclosed_sums", "expected_regret", "expected_sums", "final_weights", "reach_weights", "regrets",
    "states_of",
]  # fmt: skip

Learner = Callable[[np.ndarray, int], np.ndarray]
Shape = tuple[int, int, int]


@lru_cache(maxsize=8)
def states_of(shape: Shape, horizon: int) -> CountStates:
    """The count states of contexts, decisions and outcomes; raises ``ValueError`` beyond the limit."""
    return CountStates(int(np.prod(shape)), horizon)


def reach_weights(
    learner: Learner, shape: Shape, horizon: int, exact: bool = False
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For every round, of the states of positive weight: counts (X, A, O, S), weights (S,), the law of the decision (X, A, S).

    After the last round the law is 0.
    """
    states = states_of(shape, horizon)
    weights = np.array([1], dtype=object if exact else float)
    for rounds in range(horizon + 1):
        reached = np.flatnonzero(weights != 0)
        counts = states.counts(rounds, reached).reshape(*shape, -1)
        weights = weights[reached]
        law = learner(counts, rounds) if rounds < horizon else np.zeros((*shape[:2], len(reached)), dtype=int)
        if law.dtype == object and not exact:
            law = law.astype(float)
        yield counts, weights, law
        if rounds < horizon:
            plays = (weights * law).reshape(-1, len(reached))
            weights = states.pushed(plays, rounds, shape[2], reached)


def final_weights(learner: Learner, shape: Shape, horizon: int, exact: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """The counts (X, A, O, S) and the positive weights (S,) of the states after the last round."""
    for counts, weights, _ in reach_weights(learner, shape, horizon, exact):
        last = counts, weights
    return last


def regrets(learner: Learner, models: ModelClass, horizon: int) -> np.ndarray:
    """The expected regret under every model, shape (N,): sums over the final states of weight, likelihood and paid gaps."""
    counts, weights = final_weights(learner, models.shape, horizon, models.is_exact)
    pulls = counts.sum(axis=2).reshape(-1, len(weights))
    results = []
    for k in range(len(models)):
        model = ModelClass(models.laws[k : k + 1], models.rewards, models.contexts)
        paid = model.gaps.reshape(1, -1) @ pulls
        results.append((model.likelihoods(counts) * weights * paid).sum())
    return np.array(results)


@xp.formula
def expected_regret(means: Array, counts: np.ndarray, weights: np.ndarray) -> Array:
    """The expected regret under Bernoulli arms of ``means`` (A,), from the final weights of a learner without contexts.

    ``counts`` is (1, A, 2, S); ``weights`` (S,) are whole numbers or fractions.
    """
    table = counts[0]
    pulls = table.sum(axis=1)
    most = int(table.max(initial=0))
    lost, won = (xp.stack([x**k for k in range(most + 1)]) for x in (1 - means, means))
    gaps = xp.max(means) - means
    total = np.asarray(weights, dtype=object) * xp.dot(pulls.T.astype(object), gaps)
    for arm, (losses, wins) in enumerate(table):
        total = total * lost[losses, arm] * won[wins, arm]
    return xp.sum(total)


def context_regret(learner: Learner, models: ModelClass, horizon: int) -> np.ndarray:
    """The largest expected regret under every model when contexts are chosen with knowledge of all that came before; shape (N,).

    Contexts that are fixed in advance, or drawn from any law, cost at most as much.
    """
    states = states_of(models.shape, horizon)
    laws = [learner(states.counts(t).reshape(*models.shape, -1), t) for t in range(horizon)]
    results = []
    for outcome_laws, gaps in zip(models.laws, models.gaps, strict=True):
        future = np.zeros(states.size(horizon), dtype=models.laws.dtype)
        for rounds in reversed(range(horizon)):
            size = states.size(rounds)
            following = np.stack([future[child[:size]] for child in states.child]).reshape(*models.shape, size)
            paid = gaps[:, :, None] + (outcome_laws[..., None] * following).sum(axis=2)
            future = (laws[rounds] * paid).sum(axis=1).max(axis=0)
        results.append(future[0])
    return np.array(results)


def expected_sums(
    learner: Learner, models: ModelClass, horizon: int, cost: Callable[[np.ndarray, np.ndarray, int], Any]
) -> np.ndarray:
    """``E sum over rounds of cost(state)`` under every model, shape (N,).

    ``cost`` maps counts, law and round to values (N, S), or (S,) for a cost that the model does not enter.
    """
    totals = np.zeros(len(models), dtype=models.laws.dtype)
    for rounds, (counts, weights, law) in enumerate(reach_weights(learner, models.shape, horizon, models.is_exact)):
        if rounds < horizon:
            likely = models.likelihoods(counts) * weights
            totals = totals + (likely * cost(counts, law, rounds)).sum(axis=1)
    return totals


def enclosed_sums(
    learner: Learner, models: ModelClass, horizon: int, cost: Callable[[np.ndarray, np.ndarray, int], Any], slack: float = 0.0
) -> Array:
    """``expected_sums`` of float costs that are at least 0, as intervals (N,); ``slack`` bounds the error of a cost.

    The learner is taken at its word: the floats that it returns are its law. All else is built from nonnegative numbers by
    additions and products, so that a count of the roundings bounds the relative error of the whole.
    """
    total = np.asarray(expected_sums(learner, models.floats(), horizon, cost), dtype=float)
    cells = int(np.prod(models.shape))
    roundings = 10 * horizon * cells + 2 * states_of(models.shape, horizon).size(horizon)  # powers and products, then two sums
    error = 2 * roundings * 2.0**-53
    wide = horizon * slack * (1 + error)
    ends = np.maximum(total * (1 - error) - wide, 0.0), total * (1 + error) + wide
    return Array(interval, interval.Interval(*(end[:, None] for end in ends)))
