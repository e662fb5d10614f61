"""Sums of coverage along training against the recursion of their means on a fine grid."""

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse

from tests.oracles import sojourns as oracle
from theory_lab import numbers as xp
from theory_lab.learning.training import sojourns
from theory_lab.learning.training.sojourns import Words, coverage_sum, coverages, normalised_moves, truncated_moves, variance

WORDS = Words(Fraction(1, 2), 80, Fraction(40), 4000)
WIDE = WORDS._replace(scale=2)
GRID = np.linspace(-1, 1, 2001)
STEPS = 400


def heads(words):
    """The probability of a head under the data law."""
    return 1 / (1 + math.exp(-2 * words.scale))


def binomial(words, tosses):
    """The law of the number of heads."""
    chance = heads(words)
    return np.array([math.comb(tosses, k) * chance**k * (1 - chance) ** (tosses - k) for k in range(tosses + 1)])


def divergence(words):
    """``KL`` of a toss from that of every parameter of the grid."""
    scale = words.scale
    return scale * (1 - GRID) * math.tanh(scale) - math.log(math.cosh(scale)) + np.log(np.cosh(scale * GRID))


def coverage(words):
    """``Cov_N`` at every parameter of the grid, by adding up the words."""
    surplus = 2 * np.arange(words.horizon + 1) - words.horizon
    scale, column = words.scale, GRID[:, None]
    ratios = scale * surplus * (1 - column) - words.horizon * (math.log(math.cosh(scale)) - np.log(np.cosh(scale * column)))
    return float(words.share) * (ratios >= float(words.log_level)) @ binomial(words, words.horizon)


def summed(words, matrix):
    """``sum_t E Cov_N`` from the start -1."""
    values, uncovered, matrix = np.zeros(len(GRID)), coverage(words), sparse.csr_array(matrix)
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


def normalised(words, batch, rate, damping):
    """The mean over visits and heads."""
    matrix = np.zeros((len(GRID), len(GRID)))
    for visits in range(batch + 1):
        chance = math.comb(batch, visits) / 2**batch
        for count, mass in enumerate(binomial(words, visits * words.horizon)):
            surplus = 2 * count - visits * words.horizon * (1 + np.tanh(words.scale * GRID))
            gradient = words.scale * surplus / batch
            moved(matrix, chance * mass, gradient / (damping + abs(gradient)), rate)
    return matrix


def truncated(words, rate):
    """The mean over the tosses that count, the last of them in part."""
    tosses = np.minimum(float(words.log_level) / np.maximum(divergence(words), 1e-9), words.horizon)
    whole = np.floor(tosses).astype(int)
    part = tosses - whole
    laws = np.zeros((len(GRID), words.horizon + 1))
    for count in np.unique(whole):
        laws[whole == count, : count + 1] = binomial(words, int(count))
    matrix = 0.5 * np.eye(len(GRID))
    for count in range(words.horizon + 1):
        for sign, chance in ((1, heads(words)), (-1, 1 - heads(words))):
            surplus = 2 * count - whole + sign * part - tosses * np.tanh(words.scale * GRID)
            moved(matrix, 0.5 * chance * laws[:, count], words.scale * surplus, rate)
    return matrix


# Each test makes its own moves: what was made before it ran would tell nothing of it.
CASES = {
    "normalised": (WORDS, (2, Fraction(1, 20), Fraction(200), 2), lambda: normalised(WORDS, 2, 0.05, 200)),
    "few visits in reach": (WORDS, (8, Fraction(1, 20), Fraction(200), 7), lambda: normalised(WORDS, 8, 0.05, 200)),
    "normalised, wide": (WIDE, (2, Fraction(1, 20), Fraction(400), 2), lambda: normalised(WIDE, 2, 0.05, 400)),
    "truncated": (WORDS, (Fraction(1, 2000),), lambda: truncated(WORDS, 0.0005)),
    "truncated, wide": (WIDE, (Fraction(1, 2500),), lambda: truncated(WIDE, 0.0004)),
}


def moves_of(words, settings):
    """By the number of settings, those of normalised or of truncated steps."""
    sojourns._cells.cache_clear()
    sojourns.coverages.cache_clear()
    return normalised_moves(words, *settings) if len(settings) == 4 else truncated_moves(words, *settings)


@pytest.mark.parametrize("case", CASES)
def test_the_sum_is_enclosed(case):
    words, settings, matrix = CASES[case]
    low, high = coverage_sum(words, moves_of(words, settings), STEPS)
    assert low <= summed(words, matrix()) <= high


@pytest.mark.parametrize("case", ["normalised", "normalised, wide", "truncated"])
def test_both_ends_are_close(case):
    words, settings, _ = CASES[case]
    low, high = coverage_sum(words, moves_of(words, settings), STEPS)
    assert high < 1.12 * low


# Few cells, few tosses and large steps: what is small otherwise is of the size of the rest.
COARSE = Words(Fraction(1, 3), 12, Fraction(5), 60)
SMALL = {
    "normalised": (COARSE, (2, Fraction(1, 30), Fraction(20), 2)),
    "few visits in reach": (COARSE, (5, Fraction(1, 30), Fraction(20), 3)),
    "more than there are": (COARSE, (3, Fraction(1, 30), Fraction(20), 7)),
    "normalised, wide": (COARSE._replace(scale=2, log_level=Fraction(9)), (2, Fraction(1, 30), Fraction(30), 1)),
    "truncated": (COARSE, (Fraction(1, 300),)),
    "truncated, wide": (COARSE._replace(scale=2, log_level=Fraction(9)), (Fraction(1, 500),)),
}


def floats(settings):
    """Fractions as floats, whole numbers as they are."""
    return [float(x) if isinstance(x, Fraction) else x for x in settings]


@pytest.mark.parametrize("case", SMALL)
def test_moves_and_sums_are_those_of_loops(case):
    words, settings = SMALL[case]
    moves = moves_of(words, settings)
    wanted = (oracle.normalised if len(settings) == 4 else oracle.truncated)(words, *floats(settings))
    for found, value in zip(moves, wanted, strict=True):
        for end in found.bounds():
            assert end == pytest.approx(value, rel=1e-9)
    above, below = coverages(words)
    places = oracle.ends(words)
    assert above.bounds()[1] == pytest.approx([oracle.coverage(words, end) for end in places[:-1]], rel=1e-9)
    assert below.bounds()[0] == pytest.approx([oracle.coverage(words, end) for end in places[1:]], rel=1e-9)
    # With the chance to return that so few tosses have, nothing is known from below.
    rare, seldom = moves._replace(returns=xp.intervals(Fraction(1, 10**4))), wanted._replace(returns=1e-4)
    for steps in (20, 400, 600, 1000, 20_000):
        assert coverage_sum(words, moves, steps) == pytest.approx(oracle.coverage_sum(words, wanted, steps), rel=1e-9)
        assert coverage_sum(words, rare, steps) == pytest.approx(oracle.coverage_sum(words, seldom, steps), rel=1e-9)
    assert coverage_sum(words, rare, 1000)[0] > 0 or case == "normalised, wide"  # half of the visits are out of reach


@pytest.mark.parametrize("case", SMALL)
def test_mean_moves_over_all_tosses_lie_between_their_bounds(case):
    words, settings = SMALL[case]
    moves, places = moves_of(words, settings), oracle.ends(words)
    (least, _), (_, most) = moves.least.bounds(), moves.most.bounds()
    for k, left in enumerate(places[:-1]):
        for theta in (left, left + 1 / words.cells, places[k + 1]):
            mean = (oracle.upward if len(settings) == 4 else oracle.upward_truncated)(words, *floats(settings), theta)
            assert least[k] <= mean <= most[k]


def test_a_word_at_the_level_is_uncovered_whatever_the_rounding():
    """At the start six heads of ten have ``log(data/model) = 2 (6 - 4)``, the level, and bounds of 6 lie on both sides."""
    words = Words(Fraction(1, 3), 10, Fraction(4), 60)
    above, _ = coverages(words)
    assert above.bounds()[1][0] == pytest.approx(sum(oracle.binomial(k, 10, oracle.head(words, 1)) for k in range(6, 11)) / 3)


def test_fewer_cells_enclose_the_sum_of_more():
    words, settings, _ = CASES["normalised"]
    fewer = words._replace(cells=500)
    found = coverage_sum(fewer, moves_of(fewer, settings), STEPS)
    low, high = coverage_sum(words, moves_of(words, settings), STEPS)
    assert found[0] <= low <= high <= found[1] < 1.2 * low


def test_more_steps_change_nothing_but_the_remainder():
    words, settings, _ = CASES["normalised"]
    moves = moves_of(words, settings)
    short, long = (coverage_sum(words, moves, steps) for steps in (STEPS, 2 * STEPS))
    assert short[0] <= long[1]
    assert abs(short[1] - long[1]) < 1e-3


def test_a_training_too_short_to_pass_has_no_lower_bound():
    words, settings, _ = CASES["normalised"]
    assert coverage_sum(words, moves_of(words, settings), 10)[0] == 0


def test_a_level_that_the_start_covers_is_refused():
    with pytest.raises(ValueError, match="covered at the start"):
        truncated_moves(Words(Fraction(1), 10, Fraction(100)), Fraction(1, 1000))


def test_a_step_beyond_the_truth_is_refused():
    with pytest.raises(ValueError, match="smaller rate"):
        truncated_moves(WORDS, Fraction(1, 20))


@pytest.mark.parametrize("words", [WORDS, WIDE])
def test_the_inherent_variance_is_that_of_the_tosses(words):
    """Of the sum of ``scale`` times the signs of a word, in the share of words that are tossed."""
    law, surplus = binomial(words, words.horizon), 2 * np.arange(words.horizon + 1) - words.horizon
    centred = words.scale * (surplus - law @ surplus)
    assert float(xp.value(variance(words))) == pytest.approx(float(words.share) * law @ centred**2, rel=1e-9)


@pytest.mark.parametrize(
    ("rate", "damping"), [(Fraction(1, 20), Fraction(1)), (Fraction(-1, 100), Fraction(10)), (Fraction(0), Fraction(10))]
)
def test_moves_that_are_not_known_to_lead_upwards_bound_nothing(rate, damping):
    """At a damping of 1 the curvature takes more than the drift: what the sum was divided by is negative."""
    words = Words(Fraction(1, 2), 3, Fraction(1, 2), 40)
    with pytest.raises(ValueError, match=r"at least -?[0-9.e-]+, which is not upwards"):
        coverage_sum(words, normalised_moves(words, 1, rate, damping, 1), 12)


def test_what_is_no_word_and_no_step_is_refused():
    words = Words(Fraction(1, 2), 3, Fraction(1, 2), 40)
    for wrong in ({"share": Fraction(2)}, {"share": Fraction(0)}, {"horizon": 0}, {"cells": 0}, {"scale": 0}):
        with pytest.raises(ValueError, match=r"a share in \(0, 1\] and at least 1 toss"):
            coverages(words._replace(**wrong))
    with pytest.raises(ValueError, match="at least one step, not 0"):
        coverage_sum(words, truncated_moves(words, Fraction(1, 100)), 0)
