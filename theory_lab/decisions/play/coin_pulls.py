"""Optimistic learners of one coin, for thousands of rounds.

Where one of two decisions always has the same outcome and the other tosses a coin, the counts are two numbers, pulls and wins
of the coin, and the expected number of its pulls is a sum over them, round by round. Masses are floats whose roundings are
counted; rare states are dropped with their mass on record.

Main definitions
----------------
``expected_pulls``   bounds of the expected number of pulls of the coin
``ucb_leads``        the indices of UCB against an arm that always pays the same
``process_leads``    the values of UCB-VI in a process of two steps

Conventions
-----------
A lead is the coin's index minus the other one; at a lead of exactly 0, marked as a tie, the coin is tossed. Leads that are
closer to 0 than floats tell, and no ties, are refused.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, Proposition 5 and Theorem 1.

Tags
----
UCB, UCB-VI, dynamic programming over counts
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Undecided

__all__ = ["expected_pulls", "process_leads", "ucb_leads"]

RARE = 1e-22  # a mass that is dropped: times the rounds and the states of each, below 1e-12
# Of indices.  A lead adds four terms of at most 1 + sqrt(square), every one of which is rounded four times to 53 bits: while the
# root is at most WIDEST, the error is less than 20 (1 + WIDEST) 2^-53, which is below 3e-12.
CLOSE = 1e-11
WIDEST = 1_000

Leads = Callable[[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def expected_pulls(mean: Fraction, horizon: int, tried: int, leads: Leads) -> tuple[float, float]:
    """Bounds of the expected number of pulls of a coin in ``horizon`` rounds, the first of which tosses it once.

    After ``tried`` rounds ``leads(pulls, wins, other)`` gives leads and ties, of the shape of its arguments together. Raises
    ``Undecided`` where a lead is too close to 0, and ``ValueError`` for a mean that is no probability and without a round.
    """
    if not 0 <= mean <= 1:
        raise ValueError(f"the mean of a coin is a probability, not {mean}")
    if horizon < 1 or tried < 1:
        raise ValueError(f"the first round tosses the coin: horizon and tried are at least 1, not {horizon} and {tried}")
    width = horizon + 1
    states, law, dropped = width + np.arange(2), np.array([float(1 - mean), float(mean)]), 0.0  # pulls times the width, plus wins
    for rounds in range(tried, horizon):
        pulls, wins = np.divmod(states, width)
        lead, tie = leads(pulls, wins, rounds - pulls)
        if np.any((np.abs(lead) < CLOSE) & (law > 0) & ~tie):
            raise Undecided(f"two indices are too close to be told apart in round {rounds}")
        played = tie | (lead > 0)
        before, moved = states[played] + width, law[played]
        reached = np.concatenate([states[~played], before, before + 1])
        states, place = np.unique(reached, return_inverse=True)
        law = np.bincount(place, np.concatenate([law[~played], moved * float(1 - mean), moved * float(mean)]))
        rare = law < RARE
        dropped += float(law[rare].sum())
        states, law = states[~rare], law[~rare]
    expected = float(law @ (states // width))
    error = 10 * (horizon + law.size) * 2.0**-53  # four roundings a round and a sum
    return expected * (1 - error), expected * (1 + error) + 1.01 * dropped * horizon


def ucb_leads(fixed: Fraction, square: Array) -> Leads:
    """Means plus ``sqrt(square/n)``; ``square`` is an exact 0-d Array."""
    width = _width(square)

    def leads(pulls: np.ndarray, wins: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        others = np.maximum(other, 1)
        lead = wins / pulls + np.sqrt(width / pulls) - float(fixed) - np.sqrt(width / others)
        return lead, (pulls == others) & (wins * fixed.denominator == pulls * fixed.numerator)

    return leads


def process_leads(fixed: Fraction, square: Array, horizon: int) -> Leads:
    """UCB-VI with bonus ``sqrt(square/n)`` and values clipped at 1, where the coin decides between two last states.

    From the start one action pays ``fixed`` and leads to a state that pays nothing, the other pays nothing and leads to a state
    that pays 1 where the coin wins, else to that first one. In both of them two actions are the same. A pair without visits
    has the value 1; ties go to the last action, which is the coin.
    """
    width = _width(square)
    poor = _poor_values(width, horizon)

    def leads(pulls: np.ndarray, wins: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        later = poor[pulls - wins + other]
        coin = np.sqrt(width / pulls) + (wins + (pulls - wins) * later) / pulls
        known = np.sqrt(width / np.maximum(other, 1)) + later + float(fixed)
        sure = np.where(other > 0, known, np.inf)
        lead = np.minimum(coin, 1.0) - np.minimum(sure, 1.0)
        unsure = (np.abs(coin - 1) < CLOSE) | (np.abs(sure - 1) < CLOSE)
        return np.where(unsure, 0.0, lead), (coin >= 1) & (sure >= 1) & ~unsure

    return leads


def _width(square: Array) -> float:
    """The square as a float; raises ``ValueError`` for a negative one, and where floats do not tell indices apart."""
    with xp.guessing():  # rounded to nearest, which the distance of the indices allows for
        width = float(xp.value(square))
    if not width >= 0:
        raise ValueError(f"the square of the width of a bonus is at least 0, not {width}")
    if width > WIDEST**2:
        raise ValueError(f"the square of the width of a bonus is at most {WIDEST**2:,} here, not {width:,.0f}")
    return width


def _poor_values(width: float, horizon: int) -> np.ndarray:
    """The value of the state that pays nothing after 0, ..., ``horizon`` visits, of which the last action has the first ones."""
    visits, values = [0, 0], []
    for _ in range(horizon + 1):
        first, last = (min(1.0, np.sqrt(width / n)) if n else 1.0 for n in visits)
        values.append(max(first, last))
        visits[int(last >= first)] += 1
    return np.array(values)
