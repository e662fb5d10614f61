"""Best-of-N sampling.

Draw N times from a base law and keep a draw of the largest reward. With ``F`` the base mass of rewards at most
``r(y)`` and ``G`` that of smaller ones, the output law is ``p(y) (F^N - G^N) / (F - G)``, a polynomial with positive
coefficients and no division.

Main definitions
----------------
``best_of_n``           the output law, ties broken uniformly among the tied draws
``best_of_n_ordered``   the output law, ties broken by a fixed order
``best_of_n_between``   the output law for a number of draws that need not be whole
``top_k``               one of the best ``k`` of N draws, uniformly
``regret``              ``E_comparator r - E_law r``
``worst_regret``        the largest regret over all rewards with values in [0, 1]
``pass_at``             the probability that some draw lands in an event
``win_rate``            the probability to beat a draw from the base law, ties counting half

Conventions
-----------
Laws and rewards have shape (n,); the number of draws is a static whole number, at least 1. The regret against a
fixed comparator may be negative. Rewards are only compared, never subtracted. In floats equal rewards are ties.
For many responses, in floats, see ``candidates.best_of_n_law``.

References
----------
A. Huang et al., Is Best-of-N the Best of Them?, arXiv:2503.21878; F. Chen et al., arXiv:2510.15020,
Proposition D.7.

Tags
----
Best-of-N, inference-time alignment, coverage
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import divided_power, require_rewards
from theory_lab.numbers import Array

__all__ = ["best_of_n", "best_of_n_between", "best_of_n_ordered", "pass_at", "regret", "top_k", "win_rate", "worst_regret"]


@xp.formula
def best_of_n(base: Array, reward: Array, draws: int) -> Array:
    """The law of a largest-reward draw among ``draws`` draws from ``base``, uniform among tied draws; shape (n,).

    Invariant under strictly increasing maps of the reward.
    """
    _require_draws(draws)
    _require_one_set(base=base, reward=reward)
    below, ties = (xp.dot(table, base) for table in _smaller_and_equal(reward))
    return base * divided_power(below + ties, below, draws)


@xp.formula
def best_of_n_ordered(base: Array, reward: Array, draws: int) -> Array:
    """The same with ties in reward broken in favour of the outcome that comes first; shape (n,)."""
    _require_draws(draws)
    _require_one_set(base=base, reward=reward)
    earlier = np.tril(np.ones((len(base), len(base)), dtype=int), -1).T
    smaller, equal = _smaller_and_equal(reward)
    below = xp.dot(smaller + equal * earlier, base)
    return base * divided_power(below + base, below, draws)


@xp.formula
def best_of_n_between(base: Array, reward: Array, draws: Any) -> Array:
    """The law ``p(y) (F^N - G^N)/(F - G)`` at any real ``N >= 1``, through logarithms; ``best_of_n`` at whole ``N``."""
    _require_one_set(base=base, reward=reward)
    below, ties = (xp.dot(table, base) for table in _smaller_and_equal(reward))
    met = ties > 0
    gained = _real_power(below + ties, draws) - _real_power(below, draws)
    return xp.where(met, base * gained / xp.where(met, ties, 1), 0)


@xp.formula
def top_k(base: Array, reward: Array, draws: int, k: int) -> Array:
    """The law of a uniform choice among the ``k`` draws of largest reward, ties in random order; shape (n,).

    ``p(y) / p_T`` times the mean share of the ``k`` places that the tie class ``T`` of ``y`` takes.
    """
    if not 1 <= k <= draws:
        raise ValueError(f"the number of kept draws lies between 1 and {draws}, got {k}")
    _require_one_set(base=base, reward=reward)
    smaller, equal = _smaller_and_equal(reward)
    below, ties, above = xp.dot(smaller, base), xp.dot(equal, base), xp.dot(smaller.T, base)
    density = 0 * base
    for better in range(k):
        for tied in range(1, draws - better + 1):
            worse = draws - better - tied
            share = xp.ratio(min(tied, k - better), k) * xp.multinomial((better, tied, worse))
            density = density + share * above**better * ties ** (tied - 1) * below**worse
    return base * density


@xp.formula
def regret(comparator: Array, law: Array, reward: Array) -> Array:
    """``E_comparator r - E_law r``; negative when the law beats the comparator."""
    _require_one_set(comparator=comparator, law=law, reward=reward)
    return xp.dot(comparator - law, reward)


@xp.formula
def worst_regret(target: Array, base: Array, draws: int) -> Array:
    """``max over events A of target(A) - 1 + (1 - base(A))^N``: the largest regret of Best-of-N over rewards in [0, 1].

    The maximum is attained by a level set ``{target / base >= s}`` or by the empty event, so n events are
    tried. It is also the smallest total variation distance from ``target`` of a rule that returns one of its
    ``draws`` draws.
    """
    _require_one_set(target=target, base=base)
    outside = 1 - xp.indicator(target[None, :] * base[:, None] >= target[:, None] * base[None, :])
    gains = xp.dot(outside, base) ** draws - xp.dot(outside, target)
    return xp.maximum(xp.max(gains), 0)


@xp.formula
def pass_at(mass: Array, draws: int) -> Array:
    """``1 - (1 - mass)^draws``: the probability that one of ``draws`` draws lands in an event of this mass; elementwise."""
    return mass * divided_power(xp.ones((), like=mass), 1 - mass, draws)


@xp.formula
def win_rate(law: Array, base: Array, reward: Array) -> Array:
    """``P(r(Y) > r(Y')) + P(r(Y) = r(Y'))/2`` for ``Y`` from ``law`` and ``Y'`` from ``base``."""
    _require_one_set(law=law, base=base, reward=reward)
    smaller, equal = _smaller_and_equal(reward)
    return xp.dot(law, xp.dot(smaller + equal / 2, base))


def _require_draws(draws: int) -> None:
    if draws < 1:
        raise ValueError(f"Best-of-N draws at least once, got N = {draws}")


def _require_one_set(**vectors: Array) -> None:
    """Raise ``ValueError`` unless all are vectors over the same responses."""
    shapes = {vector.shape for vector in vectors.values()}
    if len(shapes) > 1 or len(shapes.pop()) != 1:
        listed = ", ".join(f"{name} {vector.shape}" for name, vector in vectors.items())
        raise ValueError(f"one number for each response is needed, in vectors of one length, not the shapes {listed}")


def _real_power(x: Array, exponent: Any) -> Array:
    """``x ** exponent`` for ``x >= 0`` and a positive real exponent."""
    positive = x > 0
    return xp.where(positive, xp.exp(exponent * xp.log(xp.where(positive, x, 1))), 0)


def _smaller_and_equal(reward: Array) -> tuple[Array, Array]:
    """Where the reward of column ``z`` is strictly smaller than that of row ``y``, and where it is equal, as 0 and 1."""
    require_rewards(reward, finite=False)
    at_least = reward[None, :] >= reward[:, None]
    return xp.indicator(~at_least), xp.indicator(at_least & (reward[None, :] <= reward[:, None]))
