"""UCB with a coin and an arm that always pays the same, for thousands of rounds.

The learner knows nothing of this; but the counts are two numbers then, pulls and wins of the coin, and the expected number
of pulls of the coin is a sum over them, round by round. Masses are floats whose roundings are counted; rare states are
dropped with their mass on record.

Main definitions: `coin_pulls`, `ucb_regret`, `ucb_bound`.

Conventions: the width after ``n`` pulls is ``sqrt(2 log(2 T^2 A/delta)/n)``, each arm is tried once first, and ties go to
the coin; other indices that are closer than floats tell are refused.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Undecided
from theory_lab.numbers.reals.ends import ball_between

RARE = 1e-22  # a mass that is dropped: times the rounds and the states of each, below 1e-12
CLOSE = 1e-11  # of indices: floats are right to 1e-14


@cache
def coin_pulls(mean: Fraction, fixed: Fraction, horizon: int, failure: Fraction) -> tuple[float, float]:
    """The expected number of pulls of the coin, from below and above."""
    with xp.guessing():  # rounded to nearest, which the distance of the indices allows for
        square = float(xp.value(2 * xp.log(xp.exact(4 * horizon**2 / failure))))
    law, low, dropped = np.array([[float(1 - mean), float(mean)]]), 1, 0.0  # row n - low, column k
    for rounds in range(2, horizon):
        pulls = low + np.arange(len(law))[:, None]
        wins = np.arange(law.shape[1])[None]
        other = np.maximum(rounds - pulls, 1)
        lead = wins / pulls + np.sqrt(square / pulls) - float(fixed) - np.sqrt(square / other)
        tie = (pulls == other) & (wins * fixed.denominator == pulls * fixed.numerator)
        if np.any((np.abs(lead) < CLOSE) & (law > 0) & ~tie):
            raise Undecided(f"two indices are too close to be told apart in round {rounds}")
        played = np.where(tie | (lead > 0), law, 0.0)
        grown = np.zeros((law.shape[0] + 1, law.shape[1] + 1))
        grown[:-1, :-1] = law - played
        grown[1:, :-1] += played * float(1 - mean)
        grown[1:, 1:] += played * float(mean)
        rare = (grown > 0) & (grown < RARE)
        dropped += float(grown[rare].sum())
        grown[rare] = 0.0
        rows, columns = np.flatnonzero(grown.any(axis=1)), np.flatnonzero(grown.any(axis=0))
        law, low = grown[rows[0] : rows[-1] + 1, : columns[-1] + 1], low + int(rows[0])
    expected = float((law.sum(axis=1) * (low + np.arange(len(law)))).sum())
    error = 10 * (horizon + law.size) * 2.0**-53  # four roundings a round and a sum
    return expected * (1 - error), expected * (1 + error) + 1.01 * dropped * horizon


def ucb_regret(mean: Fraction, fixed: Fraction, horizon: int, failure: Fraction) -> Array:
    """The expected regret of UCB with a coin of a smaller mean than the fixed arm: a ball."""
    return (fixed - mean) * xp.exact(xp.Real(None, ball_between(*coin_pulls(mean, fixed, horizon, failure))))


def ucb_bound(horizon: int, failure: Fraction) -> Array:
    """``A + 4 sqrt(2 A T log(2 T^2 A/delta))`` for two arms."""
    return 2 + 4 * xp.sqrt(4 * horizon * xp.log(xp.exact(4 * horizon**2 / failure)))
