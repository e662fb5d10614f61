"""Optimistic learners with a coin and something that is always the same, for thousands of rounds.

UCB against an arm that always pays the same, and UCB-VI in a process of two steps in which one action has a random successor.

Main definitions: `coin_pulls`, `ucb_regret`, `ucb_bound`; `process_regret`, `process_scale`.

Conventions: the width after ``n`` pulls is ``sqrt(2 log(2 T^2 A/delta)/n)``, each arm is tried once first, and ties go to
the coin. UCB-VI has the bonus ``2 sqrt(log(2SAHT/delta)/n)`` and three states, two actions and two steps.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from theory_lab import numbers as xp
from theory_lab.decisions.play.coin_pulls import expected_pulls, process_leads, ucb_leads
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between

STATES, ACTIONS, STEPS = 3, 2, 2


@cache
def coin_pulls(mean: Fraction, fixed: Fraction, horizon: int, failure: Fraction) -> tuple[float, float]:
    """The expected number of pulls of the coin by UCB, from below and above."""
    square = 2 * xp.log(xp.exact(4 * horizon**2 / failure))
    return expected_pulls(mean, horizon, 2, ucb_leads(fixed, square))


def ucb_regret(mean: Fraction, fixed: Fraction, horizon: int, failure: Fraction) -> Array:
    """The expected regret of UCB with a coin of a smaller mean than the fixed arm: a ball."""
    return (fixed - mean) * _ball(*coin_pulls(mean, fixed, horizon, failure))


def ucb_bound(horizon: int, failure: Fraction) -> Array:
    """``A + 4 sqrt(2 A T log(2 T^2 A/delta))`` for two arms."""
    return 2 + 4 * xp.sqrt(4 * horizon * xp.log(xp.exact(4 * horizon**2 / failure)))


@cache
def _process_pulls(mean: Fraction, fixed: Fraction, episodes: int, failure: Fraction) -> tuple[float, float]:
    square = 4 * xp.log(xp.exact(2 * STATES * ACTIONS * STEPS * episodes / failure))
    return expected_pulls(mean, episodes, 1, process_leads(fixed, square, episodes))


def process_regret(mean: Fraction, fixed: Fraction, episodes: int, failure: Fraction) -> Array:
    """The expected regret of UCB-VI where the coin pays ``mean`` in the end and the other action ``fixed`` at once: a ball."""
    pulls = _ball(*_process_pulls(mean, fixed, episodes, failure))
    return (fixed - mean) * pulls if mean < fixed else (mean - fixed) * (episodes - pulls)


def process_scale(episodes: int, failure: Fraction) -> Array:
    """``H S sqrt(A T log(2SAHT/delta))``."""
    size = STATES * ACTIONS * STEPS
    return STEPS * STATES * xp.sqrt(ACTIONS * episodes * xp.log(xp.exact(2 * size * episodes / failure)))


def _ball(low: float, high: float) -> Array:
    return xp.exact(xp.Real(None, ball_between(low, high)))
