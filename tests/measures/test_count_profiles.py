"""Profiles by counts against the enumeration of all words."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import laws as oracle
from theory_lab.measures import count_profiles

chances = fractions(0, 1, 6)
coins = st.tuples(st.sampled_from([Fraction(1, 4), Fraction(1, 2)]), chances, chances).map(
    lambda t: [(t[0], t[1]), (1 - t[0], t[2])]
)


def word_law(mixture, length):
    return [
        sum(w * math.prod(c if letter else 1 - c for letter in word) for w, c in mixture)
        for word in itertools.product((0, 1), repeat=length)
    ]


@settings(max_examples=60)
@given(coins, coins, st.integers(1, 5), fractions(1, 6, 3))
def test_mixtures_of_coins_against_words(p, q, length, level):
    expected = oracle.coverage(word_law(p, length), word_law(q, length), level)
    assert count_profiles.count_coverage(p, q, length, level) == expected


@settings(max_examples=60)
@given(*(fractions(Fraction(1, 8), Fraction(7, 8), 8),) * 2, st.integers(1, 60), st.integers(1, 40))
def test_bounds_contain_the_exact_value(chance, model, length, level):
    exact = count_profiles.count_coverage([(Fraction(1), chance)], [(Fraction(1), model)], length, Fraction(level))
    low, high = count_profiles.coin_coverage_bounds(chance, model, length, Fraction(level))
    assert low <= exact <= high and high - low < 1e-6


def test_a_tie_at_the_threshold_is_uncovered():
    """Ratio ``(3/2)^k (1/2)^(n-k) = 9/4`` exactly at ``k = n = 2``."""
    assert count_profiles.coin_coverage_bounds(Fraction(3, 4), Fraction(1, 2), 2, Fraction(9, 4))[0] > 0.56


def test_long_words():
    """Small token-level divergence is not enough: at a fixed level everything is uncovered in the end."""
    low, high = count_profiles.coin_coverage_bounds(Fraction(1, 2), Fraction(2, 5), 10**6, Fraction(16))
    assert 1 - 1e-6 < low <= high <= 1
    exact = count_profiles.count_coverage([(Fraction(1), Fraction(1, 2))], [(Fraction(1), Fraction(2, 5))], 2000, Fraction(16))
    low, high = count_profiles.coin_coverage_bounds(Fraction(1, 2), Fraction(2, 5), 2000, Fraction(16))
    assert low <= exact <= high


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="sum 1, got"):
        count_profiles.count_masses([(Fraction(1, 2), Fraction(1, 2))], 3)
    with pytest.raises(ValueError, match=r"in \[0, 1\], got \['3/2'\]"):
        count_profiles.count_masses([(Fraction(1), Fraction(3, 2))], 3)
    with pytest.raises(ValueError, match=r"inside \(0, 1\), got 0 and 1/2"):
        count_profiles.coin_coverage_bounds(Fraction(0), Fraction(1, 2), 3, Fraction(2))


@pytest.mark.parametrize("missing", [Fraction(1, 10**12), Fraction(1, 10**18), Fraction(1, 10**40), Fraction(1, 10**400)])
@pytest.mark.parametrize("least", [0, 1, 29, 30, 31])
def test_chances_whose_floats_are_0_or_1_have_bounds(missing, least):
    for chance in (missing, 1 - missing):
        exact = sum(math.comb(30, k) * chance**k * (1 - chance) ** (30 - k) for k in range(least, 31))
        low, high = count_profiles.binomial_tail_bounds(30, chance, least)
        assert Fraction(low) <= exact <= Fraction(high) and high - low < 1e-6


def test_a_nearly_certain_letter_is_covered():
    chance = 1 - Fraction(1, 10**18)
    low, high = count_profiles.coin_coverage_bounds(chance, Fraction(1, 2), 10, Fraction(4))
    assert low <= count_profiles.count_coverage([(1, chance)], [(1, Fraction(1, 2))], 10, 4) <= high
    assert count_profiles.coin_coverage_bounds(Fraction(1, 3), Fraction(1, 2), 5, Fraction(0)) == (1, 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: c.count_coverage([(1, 0.5)], [(1, Fraction(1, 2))], 3, 2), "the chance of a coin 0.5 is a float"),
        (lambda c: c.count_coverage([(1.0, Fraction(1, 2))], [(1, Fraction(1, 2))], 3, 2), "the weight of a coin 1.0 is a float"),
        (lambda c: c.count_coverage([(1, Fraction(1, 2))], [(1, Fraction(1, 2))], 3, 2.5), r"the level 2\.5 .*; write Fraction"),
        (lambda c: c.coin_coverage_bounds(0.5, Fraction(1, 3), 3, 2), r"the chance 0.5 .*; write Fraction\(1, 2\)"),
        (lambda c: c.coin_coverage_bounds(Fraction(1, 3), 0.5, 3, 2), "the chance of the model 0.5 is a float"),
        (lambda c: c.binomial_tail_bounds(3, 0.5, 2), "the chance 0.5 is a float"),
    ],
)
def test_floats_are_refused(call, words):
    with pytest.raises(TypeError, match=words):
        call(count_profiles)


@pytest.mark.parametrize("length", [-1, Fraction(5, 2)])
def test_lengths_are_whole_and_not_negative(length):
    fair = [(Fraction(1), Fraction(1, 2))]
    for call in (lambda: count_profiles.count_masses(fair, length), lambda: count_profiles.count_coverage(fair, fair, length, 2)):
        with pytest.raises(ValueError, match=f"the length of a word is a whole number from 0 on, got {length}"):
            call()
    assert count_profiles.count_masses(fair, 0) == ([1], 1)


def test_a_coin_is_needed():
    with pytest.raises(ValueError, match=r"nonnegative with sum 1, got \[\]"):
        count_profiles.count_masses([], 3)


@pytest.mark.parametrize("length", [-1, 0, Fraction(5, 2), 2**24 + 1])
def test_lengths_of_bounds_are_whole_and_positive(length):
    for call in (
        lambda: count_profiles.binomial_tail_bounds(length, Fraction(1, 2), 1),
        lambda: count_profiles.coin_coverage_bounds(Fraction(1, 2), Fraction(1, 3), length, Fraction(2)),
    ):
        with pytest.raises(ValueError, match=rf"the length must be a whole number from 1 to 2\^24, got {length}"):
            call()


@pytest.mark.parametrize("chance", [Fraction(0), Fraction(1), Fraction(-1, 2), Fraction(3, 2)])
def test_chances_of_a_tail_are_inside(chance):
    with pytest.raises(ValueError, match=rf"the chance of a binomial tail must be inside \(0, 1\), got {chance}"):
        count_profiles.binomial_tail_bounds(3, chance, 1)


@pytest.mark.parametrize("length", [100, 107, 108, 110])
def test_tails_near_the_least_floats_are_bounded(length):
    """All ones, of 1/1000 each: 1e-300 and less, where floats lose digits."""
    exact = Fraction(1, 1000) ** length
    low, high = count_profiles.binomial_tail_bounds(length, Fraction(1, 1000), length)
    assert Fraction(low) <= exact <= Fraction(high)


@pytest.mark.parametrize("odds", [2, 3, 7, 10])
def test_lower_ends_among_subnormal_floats_are_below(odds):
    chance = Fraction(1, odds)
    for length in range(1, 1200, 7):
        low, high = count_profiles.binomial_tail_bounds(length, chance, length)
        assert Fraction(low) <= chance**length <= Fraction(high)


@pytest.mark.parametrize("kind", [np.int8, np.int64])
@pytest.mark.parametrize("length", [40, 70])
def test_lengths_of_numpy_do_not_overflow(kind, length):
    """The upper tail of ``Bin(length, 2/3)`` from the least ``k`` with ``(4/3)^k (2/3)^(n - k) >= 2`` on."""
    least = next(k for k in range(length + 1) if Fraction(4, 3) ** k * Fraction(2, 3) ** (length - k) >= 2)
    wanted = sum(Fraction(math.comb(length, k) * 2**k, 3**length) for k in range(least, length + 1))
    found = count_profiles.count_coverage([(1, Fraction(2, 3))], [(1, Fraction(1, 2))], kind(length), 2)
    assert found == wanted
