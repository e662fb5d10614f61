"""Rejection sampling with a truncated weight and a bounded number of draws.

Draw from a base law, accept ``y`` with probability ``min(w(y) / M, 1)``, and fall back to another law when
nothing is accepted. With ``w = target / base`` and ``M`` at least its maximum an accepted draw follows the
target; a smaller ``M`` truncates it.

Main definitions
----------------
``rejection_law``          the output law of at most ``draws`` attempts
``first_accepted``         the same for any acceptance probabilities
``truncated_target``       the law proportional to ``min(target, M base)``: what an accepted draw follows
``acceptance``             the probability that one draw is accepted
``pilot_rejection_law``    the same when the weight is normalised by a pilot sample
``law_over_samples``       the mean output law when the rule depends on the counts of a sample
``divided_power``          ``(a^n - b^n) / (a - b)`` without subtraction or division
``require_rewards``        refuses rewards that are not numbers

Conventions
-----------
Laws and weights have shape (n,), weights are nonnegative, ``level`` is positive and ``draws`` a whole number.
A weight is a density with respect to the base: it may be left unnormalised, which rescales ``level``.

References
----------
A. Huang et al., arXiv:2503.21878 (approximate rejection sampling); D. Rohatgi et al., arXiv:2510.03149 (pilot
samples).

Tags
----
rejection sampling, truncation, coverage
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import count_vectors

__all__ = [
    "acceptance",
    "divided_power",
    "first_accepted",
    "law_over_samples",
    "pilot_rejection_law",
    "rejection_law",
    "require_rewards",
    "truncated_target",
]


@xp.formula
def divided_power(a: Array, b: Array, n: int) -> Array:
    """``a^(n-1) + a^(n-2) b + ... + b^(n-1)``, which is ``(a^n - b^n) / (a - b)`` and 0 at ``n = 0``; elementwise."""
    if n < 0:
        raise ValueError(f"a sampler draws 0 times or more, got {n}")
    total, a_power, b_power = 0 * (a + b), a**0, b**0
    for bit in f"{n:b}":
        total = total * (a_power + b_power)
        a_power, b_power = a_power * a_power, b_power * b_power
        if bit == "1":
            total, a_power, b_power = total * a + b_power, a_power * a, b_power * b
    return total


def require_rewards(reward: Array, finite: bool) -> None:
    """Raise ``ValueError`` naming the first float reward that is not a number, or not finite."""
    if reward.is_float and not reward.is_jax:
        rewards = reward.numbers(batched=True)
        wrong = ~np.isfinite(rewards) if finite else np.isnan(rewards)
        if wrong.any():
            place = int(np.argwhere(wrong)[0][0])
            raise ValueError(f"rewards are {'finite' if finite else 'numbers'}, got {rewards[wrong][0]} at entry {place}")


@xp.formula
def acceptance(base: Array, weight: Array, level: Any) -> Array:
    """The probability ``E_base min(weight / level, 1)`` that a draw is accepted; the mean number of draws is its inverse."""
    return xp.dot(base, xp.minimum(weight / level, 1))


@xp.formula
def rejection_law(base: Array, weight: Array, level: Any, draws: int, fallback: Array) -> Array:
    """The first accepted of ``draws`` draws, otherwise a draw from ``fallback``; shape (n,).

    With ``fallback = base`` this is the approximate rejection sampling of arXiv:2503.21878, which returns
    draw ``draws + 1``.
    """
    return first_accepted(base, xp.minimum(weight / level, 1), draws, fallback)


@xp.formula
def first_accepted(base: Array, accepted: Array, draws: int, fallback: Array) -> Array:
    """The output law for acceptance probabilities ``accepted``, (n,) or (m, n) for m samplers; shape of ``accepted``."""
    rejected = xp.sum(base * (1 - accepted), axis=-1)
    quotient = divided_power(xp.ones((), like=base), rejected, draws)
    return base * accepted * quotient[..., None] + (rejected**draws)[..., None] * fallback


@xp.formula
def truncated_target(target: Array, base: Array, level: Any) -> Array:
    """The law proportional to ``min(target, level base)``; ``target`` may be unnormalised."""
    kept = xp.minimum(target, level * base)
    return kept / xp.sum(kept)


@xp.formula
def pilot_rejection_law(base: Array, weight: Array, factor: Any, draws: int) -> Array:
    """Rejection at the level ``factor`` times the mean weight of ``draws`` pilot draws, then ``draws`` attempts; shape (n,).

    When nothing is accepted, or when every pilot has weight 0, the output is one more draw from ``base``
    (arXiv:2510.03149, Algorithm 5). Exact over all pilot samples.
    """

    def outputs(counts: np.ndarray) -> Array:
        total = xp.sum(weight * counts, axis=1)[:, None]
        level = xp.where(total > 0, factor * total / draws, 1)
        accepted = xp.where(total > 0, xp.minimum(weight / level, 1), 0)
        return first_accepted(base, accepted, draws, base)

    return law_over_samples(base, draws, outputs)


@xp.formula
def law_over_samples(base: Array, draws: int, outputs: Callable[[np.ndarray], Array]) -> Array:
    """The mean output law over all samples of ``draws`` draws from ``base``; shape (n,).

    ``outputs`` maps the static counts of all types, shape (m, n), to the output laws given each type, shape
    (m, n).
    """
    laws = outputs(count_vectors(draws, base.size))
    if base.is_float and base.number_of_instances == laws.number_of_instances == 1:
        # outcomes take the place of the batch axis, so that the masses of the types are computed once
        columns = laws.restructured(lambda x: x[..., 0])
        return xp.expect_over_types(base, draws, lambda _: columns).restructured(lambda x: x[..., None])
    return xp.stack([xp.expect_over_types(base, draws, lambda _, y=y: laws[:, y]) for y in range(base.size)])
