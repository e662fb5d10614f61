"""Confidence widths, optimism, and what they cost.

How often do the widths of UCB fail, and what does optimism pay when the class has structure that it ignores? Both are exact
here: the first by a forward pass in which failures are absorbed, the second by playing the rounds.

Main definitions
----------------
``deviation_probability``   the chance that some empirical mean of one arm leaves its width
``confidence_set``          models that fit the data nearly as well as the best one
``optimistic_regret``       what confidence-set UCB pays on a sequence of contexts with deterministic rewards
``misleading_class``        a class on which it pays a lot

Conventions
-----------
A deviation on the border of a width does not leave it. Widths are given by their squares, the square after one pull over ``n``.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, chapters 2 and 3.

Tags
----
UCB, optimism, confidence sets
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational

__all__ = ["confidence_set", "deviation_probability", "misleading_class", "optimistic_regret"]


@xp.formula
def deviation_probability(mean: Array, horizon: int, square: Any) -> Array:
    """``P(some n <= horizon: |empirical mean of n Bernoulli draws - mean| > sqrt(square / n))``; shape ()."""
    inside, left = xp.ones((1,), like=mean), xp.zeros((), like=mean)
    for draws in range(1, horizon + 1):
        zero = xp.zeros((1,), like=mean)
        law = xp.concatenate([inside * (1 - mean), zero]) + xp.concatenate([zero, inside * mean])
        excess = (np.arange(draws + 1) * xp.ones((), like=mean) - draws * mean) ** 2
        outside = 1 - xp.at_least(draws * square, excess)
        left = left + xp.sum(law * outside)
        inside = law * (1 - outside)
    return left


def confidence_set(functions: np.ndarray, seen: Sequence[tuple[int, int, Any]], width: Any) -> np.ndarray:
    """Indices of functions (N, X, A) with ``sum (f - f_best)^2 <= width`` on the data (context, decision, reward)."""
    if not seen:
        return np.arange(len(functions))
    contexts, decisions, rewards = (np.array(column, dtype=object) for column in zip(*seen, strict=True))
    values = functions[:, contexts.astype(int), decisions.astype(int)]
    best = values[((values - rewards) ** 2).sum(axis=1).argmin()]
    return np.flatnonzero(((values - best) ** 2).sum(axis=1) <= width)


def optimistic_regret(functions: np.ndarray, truth: int, contexts: Sequence[int], width: Any) -> Any:
    """The regret of ``argmax over decisions, max over the confidence set`` when rewards are the true means; ties to the first.

    Raises ``ValueError`` for a negative width, at which no function fits, and for a truth that is not in the class.
    """
    if not width >= 0:
        raise ValueError(f"the width of a confidence set is at least 0, not {width}")
    if not 0 <= truth < len(functions):
        raise ValueError(f"the truth is the number of one of {len(functions)} functions, from 0, not {truth}")
    seen: list[tuple[int, int, Any]] = []
    regret = 0
    for context in contexts:
        upper = functions[confidence_set(functions, seen, width), context].max(axis=0)
        decision = int(np.argmax(upper))
        reward = functions[truth, context, decision]
        regret = regret + functions[truth, context].max() - reward
        seen.append((context, decision, reward))
    return regret


def misleading_class(contexts: int, epsilon: Fraction) -> np.ndarray:
    """Functions ``f_0, ..., f_N`` on N contexts and 2 decisions, shape (N + 1, N, 2).

    Decision 0 always pays ``1 - epsilon``; decision 1 pays 0, but 1 under ``f_i`` in context ``i``. The truth is ``f_0``.
    """
    table = np.full((contexts + 1, contexts, 2), Fraction(0), dtype=object)
    table[:, :, 0] = 1 - rational(epsilon, "epsilon")
    table[np.arange(1, contexts + 1), np.arange(contexts), 1] = Fraction(1)
    return table
