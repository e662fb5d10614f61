"""A needle among many arms: classes on which lower bounds speak, at any number of arms.

Model ``i`` pays 1 at arm ``i`` and nothing elsewhere; the null pays nothing. All arms are alike, so that the Bayesian
regret of the uniform prior is a recursion over the number of arms not yet tried, and a program whose solution may be
averaged over alike arms has two unknowns.

Main definitions: `needles`, `needle_minimax`, `needle_constrained`, `needle_offset`.

Conventions: the reference is the null; ``D_H^2`` of a needle from it is 2 at its arm. The minimax regret is the Bayesian
one: a learner that tries the arms in random order has the regret of the uniform prior under every needle, and none under
the null.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import numpy as np

from theory_lab.claims import Choice, Space
from theory_lab.decisions.classes import ModelClass, bernoulli

HELLINGER = 2  # of the laws of a sure 1 and a sure 0


def needles(arms: int) -> ModelClass:
    """The needles and the null, as a class for the general programs."""
    return bernoulli([*np.eye(arms, dtype=int).tolist(), [0] * arms])


def searches(arms: Iterable[int], rounds: Iterable[int]) -> Space:
    """Numbers of arms and of rounds."""
    return Space(arms=Choice(*arms), rounds=Choice(*rounds))


@cache
def needle_minimax(arms: int, rounds: int) -> Fraction:
    """The least expected number of rounds without the needle, by backward induction.

    With ``k`` arms untried, times ``k``: a new arm costs ``k - 1`` and leaves ``k - 1`` arms unless it is the needle, which is
    played from then on; an empty arm costs ``k`` and leaves all as it is.
    """
    k = np.arange(max(arms - rounds, 0), arms + 1, dtype=object)
    costs = 0 * k
    for _ in range(rounds):
        fresh = k - 1 + np.concatenate([costs[:1], costs[:-1]])
        costs = np.minimum(fresh, k + costs)
        costs[0] = 0  # no state has every arm tried and the needle not found; more arms than rounds are never tried
    return Fraction(int(costs[-1]), arms)


@cache
def needle_constrained(arms: int, radius: Fraction) -> Fraction:
    """``inf over p of the largest E_p gap`` among the models that ``p`` does not tell apart by more than ``radius``.

    For each number of excluded needles the rest share what these leave, which is best; 0 when all are excluded. Excluded
    needles need more than ``radius/2`` each, in the limit just that.
    """
    each = radius / HELLINGER
    values = [Fraction(0)] if arms * each < 1 else []
    for excluded in range(arms):
        left = 1 - excluded * each
        values += [1 - left / (arms - excluded)] if left >= 0 else []
    return min(values)


def needle_offset(arms: int, offset: Fraction) -> Fraction:
    """``dec_gamma`` around the null: the uniform law, by symmetry and convexity."""
    return max(1 - Fraction(1, arms) - offset * Fraction(HELLINGER, arms), Fraction(0))
