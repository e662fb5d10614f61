"""Best-of-N sampling.

Draw N times from a base law and keep a draw of the largest reward. With ``F`` and ``G`` the base mass at and
below the reward of ``y``, the output law is ``p(y) (F^N - G^N) / (F - G)``, a polynomial with positive
coefficients and no division.

Main definitions
----------------
``best_of_n``           the output law, ties broken uniformly among the tied draws
``best_of_n_ordered``   the output law, ties broken by a fixed order
``top_k``               one of the best ``k`` of N draws, uniformly
``regret``              ``E_comparator r - E_law r``
``worst_regret``        the largest regret over all rewards with values in [0, 1]
``pass_at``             the probability that some draw lands in an event

Conventions
-----------
Laws and rewards have shape (n,); the number of draws is a static whole number. The regret against a fixed
comparator may be negative. Rewards are only compared, never subtracted. In floats equal rewards are ties.

References
----------
A. Huang et al., Is Best-of-N the Best of Them?, arXiv:2503.21878; F. Chen et al., arXiv:2510.15020,
Proposition D.7.

Tags
----
Best-of-N, inference-time alignment, coverage
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.rejection import divided_power
from theory_lab.numbers import Array, Truth

__all__ = ["best_of_n", "best_of_n_ordered", "pass_at", "regret", "top_k", "worst_regret"]


@xp.formula
def best_of_n(base: Array, reward: Array, draws: int) -> Array:
    """The law of a largest-reward draw among ``draws`` draws from ``base``, uniform among tied draws; shape (n,).

    Invariant under strictly increasing maps of the reward.
    """
    below, ties = _masses(base, reward)
    return base * divided_power(below + ties, below, draws)


@xp.formula
def best_of_n_ordered(base: Array, reward: Array, draws: int) -> Array:
    """The same with ties in reward broken in favour of the outcome that comes first; shape (n,)."""
    earlier = np.tril(np.ones((len(base), len(base)), dtype=int), -1).T
    worse = xp.maximum(xp.indicator(~(reward[None, :] >= reward[:, None])), xp.indicator(_equal(reward)) * earlier)
    below = xp.dot(worse, base)
    return base * divided_power(below + base, below, draws)


@xp.formula
def top_k(base: Array, reward: Array, draws: int, k: int) -> Array:
    """The law of a uniform choice among the ``k`` draws of largest reward, ties in random order; shape (n,).

    ``p(y) / p_T`` times the mean share of the ``k`` places that the tie class ``T`` of ``y`` takes.
    """
    below, ties = _masses(base, reward)
    above = xp.dot(xp.indicator(~(reward[:, None] >= reward[None, :])), base)
    counts, shares = [], []
    for better in range(min(k, draws)):
        for tied in range(1, draws - better + 1):
            worse = draws - better - tied
            counts.append(xp.multinomial((better, tied, worse)) * above**better * ties ** (tied - 1) * below**worse)
            shares.append(xp.ratio(min(tied, k - better), k))
    return base * sum(count * share for count, share in zip(counts, shares, strict=True))


@xp.formula
def regret(comparator: Array, law: Array, reward: Array) -> Array:
    """``E_comparator r - E_law r``; negative when the law beats the comparator."""
    return xp.dot(comparator - law, reward)


@xp.formula
def worst_regret(target: Array, base: Array, draws: int) -> Array:
    """``max over events A of target(A) - 1 + (1 - base(A))^N``: the largest regret of Best-of-N over rewards in [0, 1].

    The maximum is attained by a level set ``{target / base >= s}`` or by the empty event, so n events are
    tried. It is also the smallest total variation distance from ``target`` of a rule that returns one of its
    ``draws`` draws.
    """
    outside = 1 - xp.indicator(target[None, :] * base[:, None] >= target[:, None] * base[None, :])
    gains = xp.dot(outside, base) ** draws - xp.dot(outside, target)
    return xp.maximum(xp.max(gains), 0)


@xp.formula
def pass_at(mass: Array, draws: int) -> Array:
    """``1 - (1 - mass)^draws``: the probability that one of ``draws`` draws lands in an event of this mass; elementwise."""
    return mass * divided_power(xp.ones((), like=mass), 1 - mass, draws)


def _masses(base: Array, reward: Array) -> tuple[Array, Array]:
    """The base mass of strictly smaller and of equal rewards, (n,) each."""
    return xp.dot(xp.indicator(~(reward[None, :] >= reward[:, None])), base), xp.dot(xp.indicator(_equal(reward)), base)


def _equal(reward: Array) -> Truth:
    return reward[None, :] == reward[:, None]



