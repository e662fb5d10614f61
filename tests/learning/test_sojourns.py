"""Sums of coverage along training against the recursion of their means on a fine grid."""

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse

from theory_lab.learning.training.sojourns import Words, coverage_sum, normalised_moves, truncated_moves

WORDS = Words(Fraction(1, 2), 80, Fraction(40), 4000)
HEADS, TRUTH = 1 / (1 + math.exp(-2)), math.tanh(1)
GRID = np.linspace(-1, 1, 2001)
STEPS = 400


def binomial(tosses):
    """The law of the number of heads."""
    return np.array([math.comb(tosses, k) * HEADS**k * (1 - HEADS) ** (tosses - k) for k in range(tosses + 1)])


def coverage():
    """``Cov_N`` at every parameter of the grid, by adding up the words."""
    surplus = 2 * np.arange(WORDS.horizon + 1) - WORDS.horizon
    ratios = surplus * (1 - GRID[:, None]) - WORDS.horizon * (math.log(math.cosh(1)) - np.log(np.cosh(GRID[:, None])))
    return float(WORDS.share) * (ratios >= float(WORDS.log_level)) @ binomial(WORDS.horizon)


def summed(matrix):
    """``sum_t E Cov_N`` from the start -1."""
    values, uncovered, matrix = np.zeros(len(GRID)), coverage(), sparse.csr_array(matrix)
    for _ in range(STEPS):
        values = uncovered + matrix @ values
    return values[0]


def moved(matrix, mass, gradient, rate):
    """Adds the mass of a move from every parameter, split between the two neighbours on the grid."""
    places = (np.clip(GRID + rate * gradient, -1, 1) + 1) * (len(GRID) - 1) / 2
    below = np.minimum(places.astype(int), len(GRID) - 2)
    rows = np.arange(len(GRID))
    matrix[rows, below] += mass * (1 - places + below)
    matrix[rows, below + 1] += mass * (places - below)


def normalised(batch, rate, damping):
    """The mean over visits and heads."""
    matrix = np.zeros((len(GRID), len(GRID)))
    for visits in range(batch + 1):
        chance = math.comb(batch, visits) / 2**batch
        for heads, mass in enumerate(binomial(visits * WORDS.horizon)):
            gradient = (2 * heads - visits * WORDS.horizon * (1 + np.tanh(GRID))) / batch
            moved(matrix, chance * mass, gradient / (damping + abs(gradient)), rate)
    return matrix


def truncated(rate):
    """The mean over the tosses that count, the last of them in part."""
    kl = (1 - GRID) * TRUTH - math.log(math.cosh(1)) + np.log(np.cosh(GRID))
    tosses = np.minimum(float(WORDS.log_level) / np.maximum(kl, 1e-9), WORDS.horizon)
    whole = np.floor(tosses).astype(int)
    part = tosses - whole
    laws = np.zeros((len(GRID), WORDS.horizon + 1))
    for count in np.unique(whole):
        laws[whole == count, : count + 1] = binomial(int(count))
    matrix = 0.5 * np.eye(len(GRID))
    for heads in range(WORDS.horizon + 1):
        for sign, chance in ((1, HEADS), (-1, 1 - HEADS)):
            gradient = 2 * heads - whole + sign * part - tosses * np.tanh(GRID)
            moved(matrix, 0.5 * chance * laws[:, heads], gradient, rate)
    return matrix


CASES = {
    "normalised": (normalised_moves(WORDS, 2, Fraction(1, 20), Fraction(200), 2), normalised(2, 0.05, 200)),
    "few visits in reach": (normalised_moves(WORDS, 8, Fraction(1, 20), Fraction(200), 7), normalised(8, 0.05, 200)),
    "truncated": (truncated_moves(WORDS, Fraction(1, 2000)), truncated(0.0005)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_sum_is_enclosed(case):
    moves, matrix = CASES[case]
    low, high = coverage_sum(WORDS, moves, STEPS)
    assert low <= summed(matrix) <= high


@pytest.mark.parametrize("case", ["normalised", "truncated"])
def test_both_ends_are_close(case):
    low, high = coverage_sum(WORDS, CASES[case][0], STEPS)
    assert high < 1.12 * low


def test_more_steps_change_nothing_but_the_remainder():
    moves = CASES["normalised"][0]
    short, long = (coverage_sum(WORDS, moves, steps) for steps in (STEPS, 2 * STEPS))
    assert short[0] <= long[1]
    assert abs(short[1] - long[1]) < 1e-3


def test_a_training_too_short_to_pass_has_no_lower_bound():
    assert coverage_sum(WORDS, CASES["normalised"][0], 10)[0] == 0


def test_a_level_that_the_start_covers_is_refused():
    with pytest.raises(ValueError, match="covered at the start"):
        truncated_moves(Words(Fraction(1), 10, Fraction(100)), Fraction(1, 1000))


def test_a_step_beyond_the_truth_is_refused():
    with pytest.raises(ValueError, match="smaller rate"):
        truncated_moves(WORDS, Fraction(1, 20))
