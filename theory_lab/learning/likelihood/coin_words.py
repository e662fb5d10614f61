"""Prompts with one coin each and long words: maximum likelihood in a box, by counts.

Every prompt has a word of ``H`` tosses of its own coin, whose logit the class bounds by that of the data. The maximiser of a
prompt is the frequency of all its tosses, moved into the box; its coverage is a binomial tail, so that the mean over all
samples is a sum over visits and ones, at any horizon that one can count to.

Main definitions
----------------
``least_uncovered``   the number of ones from which on a word is uncovered
``mean_coverage``     enclosure of ``E Cov_N`` of the maximiser over all samples

Conventions
-----------
The data's coins have logit ``exponent``, the largest of the class, whose smallest is ``-exponent``. A prompt that was not drawn
gets the smallest. Visits beyond ``most`` count into the upper end as uncovered.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Theorem 4.2.

Tags
----
maximum likelihood, long horizons, sufficient statistics
"""

from __future__ import annotations

import math

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Undecided

__all__ = ["least_uncovered", "mean_coverage"]


def least_uncovered(chance: Array, model: Array, horizon: int, level: Array) -> int:
    """The least number of ones among ``horizon`` tosses at which the data has ``level`` times the model; above it where none.

    ``model < chance`` (both ()), and ``level > 1``. Raises ``Undecided`` at a tie, and ``ValueError`` for a model not below.
    """
    if not bool(model < chance):
        raise ValueError(
            f"the model {xp.value(model)} is not below the chance {xp.value(chance)}, as that of a word to be covered is"
        )
    one, zero = xp.log(chance / model), xp.log((1 - chance) / (1 - model))
    low, high = xp.value((xp.log(level) - horizon * zero) / (one - zero)).bounds()
    if math.ceil(low) != math.ceil(high):
        raise Undecided(f"the ratio is the level at a whole number of ones, between {low} and {high}")
    return max(0, min(math.ceil(low), horizon + 1))


def mean_coverage(
    prompts: int, samples: int, horizon: int, share: Array, exponent: Array, level: Array, most: int
) -> tuple[Array, Array]:
    """Lower and upper bound of ``E Cov_N`` over all samples; each of the prompts is drawn with probability ``share`` ()."""
    chance = 1 / (1 + xp.exp(-exponent))
    tails = _tails(chance, horizon)
    lower, seen = xp.zeros((), like=chance), xp.zeros((), like=chance)
    for visits in range(min(most, samples) + 1):
        mass = xp.binomial(samples, visits) * share**visits * (1 - share) ** (samples - visits)
        lower, seen = lower + mass * _after(visits, chance, horizon, level, tails), seen + mass
    return prompts * share * lower, prompts * share * (lower + 1 - seen)


def _after(visits: int, chance: Array, horizon: int, level: Array, tails: Array) -> Array:
    """The mean coverage on a prompt that was visited so often."""
    if visits == 0:
        return tails[least_uncovered(chance, 1 - chance, horizon, level)]
    tosses = visits * horizon
    uncovered = []
    for ones in range(tosses + 1):
        frequency = xp.exact(xp.ratio(ones, tosses))
        if bool(frequency >= chance):
            break
        model = xp.maximum(frequency, 1 - chance)
        uncovered.append(tails[least_uncovered(chance, model, horizon, level)])
    return xp.dot(_masses(chance, tosses)[: len(uncovered)], xp.stack(uncovered))


def _masses(chance: Array, tosses: int) -> Array:
    """The binomial law, shape (tosses + 1,)."""
    coefficients = np.array([math.comb(tosses, k) for k in range(tosses + 1)], dtype=object)
    return coefficients * xp.stack([chance**k * (1 - chance) ** (tosses - k) for k in range(tosses + 1)])


def _tails(chance: Array, tosses: int) -> Array:
    """``P(Bin >= k)`` for ``k = 0 .. tosses + 1``."""
    upwards = xp.cumsum(_masses(chance, tosses)[::-1])[::-1]
    return xp.concatenate([upwards, xp.zeros((1,), like=chance)])
