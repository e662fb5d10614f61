"""Bounds on the decoder's coverage against the enumeration of all training words and fresh words."""

import itertools
import math
from fractions import Fraction

import pytest

from tests.oracles import decoders as oracle
from theory_lab.learning.training.decoder_coverage import WIDENING, Setting, training_mean, word_coverages

RATE, LOG_LEVEL = 0.5, 0.3
HEADS = (1 + math.tanh(1)) / 2


def moved(w, y):
    """One token-level step, projected."""
    return min(1.0, max(-1.0, w + RATE * (y - math.tanh(w))))


def log_law(w, y):
    """``log q_w(y)``."""
    return y * w - math.log(2 * math.cosh(w))


def enumerated(horizon, words, learning):
    """``Cov_N`` on a fresh word, over all tosses."""
    total = 0.0
    for tosses in itertools.product((1, -1), repeat=horizon * (words + 1)):
        mass = math.prod(HEADS if y == 1 else 1 - HEADS for y in tosses)
        w, ratio = 0.0, 0.0
        for place, y in enumerate(tosses):
            if place >= horizon * words:
                ratio += log_law(1, y) - log_law(w, y)
                w = moved(w, y) if learning else w
            else:
                w = moved(w, y)
        total += mass * (ratio >= LOG_LEVEL)
    return total


@pytest.mark.parametrize("learning", [True, False])
@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_word_coverages_enclose_the_enumeration(horizon, learning):
    found = word_coverages(Setting(Fraction(1, 2), horizon, LOG_LEVEL, 1000, 200), 2, learning)
    for words in range(3):
        value = enumerated(horizon, words, learning)
        assert found.low[words] <= value <= found.high[words]
        assert found.high[words] - found.low[words] < 0.05


@pytest.mark.parametrize("learning", [True, False])
@pytest.mark.parametrize("units", [1, 2, 3])
def test_a_log_ratio_in_coarse_units_still_encloses(units, learning):
    """Each letter's log-ratio is rounded to a whole number of units, by at most half of one."""
    found = word_coverages(Setting(Fraction(1, 2), 2, LOG_LEVEL, 1000, units), 2, learning)
    for words in range(3):
        assert found.low[words] <= enumerated(2, words, learning) <= found.high[words]


def test_a_coarse_grid_still_encloses():
    fine, coarse = (word_coverages(Setting(Fraction(1, 2), 4, 1.0, cells, 50), 3) for cells in (1000, 51))
    assert (coarse.low <= fine.high).all()
    assert (fine.low <= coarse.high).all()
    assert coarse.high.sum() - coarse.low.sum() > fine.high.sum() - fine.low.sum()


def test_training_mean_over_visits():
    setting = Setting(Fraction(1, 2), 2, LOG_LEVEL, 1000, 200)
    table = word_coverages(setting, 2)
    low, high = training_mean(setting, Fraction(1, 3), 3, 2)
    masses = [[1, 0, 0], [2 / 3, 1 / 3, 0], [4 / 9, 4 / 9, 1 / 9]]
    for end, values in ((low, table.low), (high, table.high)):
        expected = sum(sum(m * v for m, v in zip(row, values, strict=True)) for row in masses) / 9
        assert abs(end - expected) < 1e-6
    assert training_mean(setting, Fraction(1, 3), 3, 1)[1] > high


def test_a_step_of_1_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        word_coverages(Setting(Fraction(1), 2, LOG_LEVEL), 1)
    setting = Setting(Fraction(1, 2), 2, LOG_LEVEL, 100, 10)
    for wrong, words in (({"horizon": 0}, 1), ({"cells": 0}, 1), ({"units": 0}, 1), ({}, -1)):
        with pytest.raises(ValueError, match=f"at least 0 words .*, got {words} and Setting"):
            word_coverages(setting._replace(**wrong), words)
    with pytest.raises(ValueError, match="has a probability, not 2"):
        training_mean(setting, Fraction(2), 3, 3)


@pytest.mark.parametrize("learning", [True, False])
@pytest.mark.parametrize(
    "setting",
    [
        Setting(Fraction(1, 2), 3, 1.3, 200, 7),
        Setting(Fraction(4, 5), 4, 2.1, 100, 20),
        Setting(Fraction(1, 5), 2, 0.9, 301, 11),
        Setting(Fraction(9, 10), 1, 0.75, 40, 40),
        Setting(Fraction(1, 3), 5, 2.7, 150, 30),
        Setting(Fraction(1, 2), 3, 0.0, 8, 1),
        *(Setting(Fraction(1, 2), 5, level / 7, 40, 10) for level in range(1, 9)),
    ],
)
def test_bounds_are_those_of_loops_over_words(setting, learning):
    found, (low, high) = word_coverages(setting, 3, learning), oracle.coverages(setting, 3, learning)
    assert found.low.tolist() == pytest.approx([value * (1 - WIDENING) for value in low], rel=1e-9)
    assert found.high.tolist() == pytest.approx([min(1.0, value * (1 + WIDENING)) for value in high], rel=1e-9)


def test_a_coverage_is_at_most_1():
    """At so coarse a grid nothing is known from above."""
    assert word_coverages(Setting(Fraction(1, 2), 3, 0.0, 4, 1), 3).high.tolist() == [1.0] * 4
