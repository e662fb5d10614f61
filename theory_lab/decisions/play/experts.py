"""Prediction with expert advice, and bandits with adversarial losses.

Nothing is random but the learner: a table of losses is the instance. The regret of exponential weights, with full
or bandit feedback, is then an exact finite sum, and the best that any learner can do is a recursion of matrix games.

Main definitions
----------------
``hedge_regret``        exponential weights on a loss table
``hedge_worst_regret``  its largest regret over all tables of zeros and ones
``experts_value``       the exact minimax regret, by one matrix game per state
``walk_value``          ``E|S_T|/2`` of a simple random walk: the minimax regret of two experts
``exp3_regret``         exponential weights on importance-weighted losses, over all sequences of choices

Conventions
-----------
Losses are (T, N) with values in [0, 1]; regret is against the best fixed column. Rates are exact constants or Arrays.

References
----------
T. Cover, Behavior of sequential predictors of binary sequences, 1965; N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and
Games, 2006; P. Auer et al., The nonstochastic multiarmed bandit problem, 2002.

Tags
----
Hedge, EXP3, prediction with expert advice, minimax regret
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import comb
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.games import solve_game
from theory_lab.numbers import Array

__all__ = ["exp3_regret", "experts_value", "hedge_regret", "hedge_worst_regret", "walk_value"]

PATHS = 1 << 22  # sequences of arms that are all followed: some seconds and 100 MB


@xp.formula
def weighted(losses: Array, rate: Any) -> Array:
    """Weights proportional to ``exp(-rate * losses)`` along the last axis, computed from differences."""
    return 1 / xp.sum(xp.exp(rate * (losses[..., :, None] - losses[..., None, :])), axis=-1)


@xp.formula
def hedge_regret(losses: Array, rate: Any) -> Array:
    """``sum_t <w_t, losses_t> - min_i sum_t losses_t(i)``, ``w_t`` proportional to ``exp(-rate * earlier losses)``."""
    earlier = xp.cumsum(losses, axis=0) - losses
    return xp.sum(weighted(earlier, rate) * losses) - xp.min(xp.sum(losses, axis=0))


@xp.formula
def hedge_worst_regret(rate: Array, experts: int, horizon: int) -> Array:
    """The largest ``hedge_regret`` over all tables of zeros and ones, by backward induction on the losses so far; shape ().

    Convex in every loss, so that tables in [0, 1] do no worse. Only differences matter; states are sorted. Raises ``ValueError``
    without an expert and for a negative horizon.
    """
    _require_game(experts, horizon)
    start: tuple[int, ...] = (0,) * experts
    layers: list[set[tuple[int, ...]]] = [{start}]
    for _ in range(horizon):
        layers.append({_relative(state, losses)[0] for state in layers[-1] for losses in product((0, 1), repeat=experts)})
    worst: dict[Any, Array] = {state: xp.zeros((), like=rate) for state in layers[-1]}
    for layer in reversed(layers[:-1]):
        worst = {state: _worst(state, worst, rate, experts) for state in layer}
    return worst[start]


def _worst(state: Any, future: Any, rate: Array, experts: int) -> Array:
    """The worst next losses of one state."""
    law = weighted(np.array(state) * xp.ones((), like=rate), rate)
    options = []
    for losses in product((0, 1), repeat=experts):
        after, common = _relative(state, losses)
        options.append(xp.dot(law, np.array(losses) * xp.ones((), like=rate)) - common + future[after])
    return xp.max(xp.stack(options))


def _relative(state: Any, losses: Any) -> tuple[tuple[int, ...], int]:
    """Sorted losses relative to the smallest, and by how much the smallest grew."""
    total = sorted(a + b for a, b in zip(state, losses, strict=True))
    return tuple(x - total[0] for x in total), total[0]


@lru_cache(maxsize=1 << 14)
def experts_value(experts: int, horizon: int, state: tuple[int, ...] = ()) -> Fraction:
    """The exact minimax regret against losses in [0, 1], where zeros and ones suffice.

    ``state`` holds the losses so far relative to the smallest, sorted. Each state is the game ``losses(i) + value(after)``.
    Raises ``ValueError`` without an expert, for a negative horizon and for a state that is none.
    """
    _require_game(experts, horizon)
    state = state or (0,) * experts
    if len(state) != experts or min(state) != 0:
        raise ValueError(f"a state holds the losses of {experts} experts relative to the smallest, which is then 0, not {state}")
    if not horizon:
        return Fraction(0)
    rows = []
    for losses in product((0, 1), repeat=experts):
        after, common = _relative(state, losses)
        rest = experts_value(experts, horizon - 1, after) - common
        rows.append([loss + rest for loss in losses])
    return solve_game(rows).value


def _require_game(experts: int, horizon: int) -> None:
    if experts < 1 or horizon < 0:
        raise ValueError(f"the game needs an expert and a horizon of at least 0, not {experts} and {horizon}")


def walk_value(horizon: int) -> Fraction:
    """``E|S_T|/2`` for a walk of ``horizon`` steps of +-1: what two experts cost in the minimax sense.

    Raises ``ValueError`` for a negative horizon.
    """
    _require_game(2, horizon)
    total = sum(comb(horizon, heads) * abs(2 * heads - horizon) for heads in range(horizon + 1))
    return Fraction(total, 1 << (horizon + 1))


@xp.formula
def exp3_regret(losses: Array, rate: Any) -> Array:
    """The expected regret of EXP3 against the best fixed arm of a table (T, A), over all ``A^T`` sequences of choices; shape ().

    ``p`` is proportional to ``exp(-rate Lhat)`` and ``Lhat(a)`` grows by ``loss / p(a)`` when ``a`` is played. Raises
    ``ValueError`` before starting when there are more than 2^22 sequences.
    """
    horizon, arms = losses.shape
    if arms**horizon > PATHS:
        raise ValueError(f"{arms} arms over {horizon} rounds have {arms**horizon:,} sequences, beyond the limit of {PATHS:,}")
    chance, estimates = xp.ones((1,), like=losses), xp.zeros((1, arms), like=losses)
    total = xp.zeros((), like=losses)
    for row in losses:
        law = weighted(estimates, rate)
        total = total + xp.dot(chance, xp.dot(law, row))
        grown = estimates[:, None, :] + np.eye(arms, dtype=int) * (row / law)[:, None, :]
        chance = (chance[:, None] * law).reshape(chance.size * arms)
        estimates = grown.reshape(chance.size, arms)
    return total - xp.min(xp.sum(losses, axis=0))
