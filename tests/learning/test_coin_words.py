"""Box maximisers of coins by counts against the enumeration of all samples."""

import itertools
from fractions import Fraction

import pytest

from tests.measures.pairs import number
from theory_lab import numbers as xp
from theory_lab.learning.likelihood import coin_words
from theory_lab.numbers import Undecided

CHANCE = Fraction(3, 4)  # of a one, at the logit log 3


def uncovered_mass(model, horizon, level):
    """``Cov_N`` by all words."""
    total = Fraction(0)
    for word in itertools.product((0, 1), repeat=horizon):
        ones = sum(word)
        data = CHANCE**ones * (1 - CHANCE) ** (horizon - ones)
        total += data * (data >= level * model**ones * (1 - model) ** (horizon - ones))
    return total


@pytest.mark.parametrize("horizon", [1, 3, 6])
@pytest.mark.parametrize("model", [Fraction(1, 4), Fraction(1, 2), Fraction(2, 3)])
def test_least_uncovered(horizon, model):
    level = Fraction(17, 10)
    least = coin_words.least_uncovered(xp.exact(CHANCE), xp.exact(model), horizon, xp.exact(level))
    expected = sum(xp.binomial(horizon, k) * CHANCE**k * (1 - CHANCE) ** (horizon - k) for k in range(least, horizon + 1))
    assert expected == uncovered_mass(model, horizon, level)


@pytest.mark.parametrize(("prompts", "samples", "horizon"), [(1, 2, 2), (2, 2, 2), (2, 3, 1)])
def test_mean_coverage_encloses_the_enumeration(prompts, samples, horizon):
    """All samples of prompts (one of them trivial) and words."""
    share, level = Fraction(1, 5), Fraction(19, 10)
    words = list(itertools.product((0, 1), repeat=horizon))
    outcomes = [(None, (), 1 - prompts * share)] + [
        (i, word, share * CHANCE ** sum(word) * (1 - CHANCE) ** (horizon - sum(word))) for i in range(prompts) for word in words
    ]
    total = Fraction(0)
    for sample in itertools.product(outcomes, repeat=samples):
        mass = Fraction(1)
        for _, _, part in sample:
            mass *= part
        for i in range(prompts):
            tosses = [letter for prompt, word, _ in sample if prompt == i for letter in word]
            model = min(max(Fraction(sum(tosses), len(tosses)), 1 - CHANCE), CHANCE) if tosses else 1 - CHANCE
            total += mass * share * uncovered_mass(model, horizon, level)
    lower, upper = coin_words.mean_coverage(
        prompts, samples, horizon, xp.exact(share), xp.log(xp.exact(3)), xp.exact(level), samples
    )
    assert abs(number(lower) - total) < Fraction(1, 10**15)
    assert abs(number(upper) - total) < Fraction(1, 10**15)


def test_left_out_visits_count_into_the_upper_end():
    arguments = (2, 6, 2, xp.exact(Fraction(1, 5)), xp.log(xp.exact(3)), xp.exact(2))
    (near, far), (low, high) = coin_words.mean_coverage(*arguments, 1), coin_words.mean_coverage(*arguments, 6)
    assert number(near) < number(low) <= number(high) < number(far)


def test_a_ratio_at_the_level_is_uncovered():
    found = [
        coin_words.least_uncovered(xp.exact(CHANCE), xp.exact(Fraction(1, 4)), 1, xp.exact(3 + r)) for r in (0, Fraction(1, 99))
    ]
    assert found == [1, 2]


def test_a_tie_that_exact_numbers_do_not_tell_is_not_decided():
    """Of a coin of chance ``sqrt(3)/2`` and a fair one: one of two tosses has ``4 p (1 - p)`` times as much, the level itself."""
    chance = xp.sqrt(xp.exact(3)) / 2
    with pytest.raises(Undecided, match="the ratio is the level at a whole number of ones"):
        coin_words.least_uncovered(chance, xp.exact("1/2"), 2, 4 * chance * (1 - chance))


@pytest.mark.parametrize("model", [Fraction(1, 3), Fraction(1, 2)])
def test_models_that_are_not_below_the_chance_are_refused(model):
    with pytest.raises(ValueError, match=f"the model {model} is not below the chance 1/3"):
        coin_words.least_uncovered(xp.exact(Fraction(1, 3)), xp.exact(model), 5, xp.exact(2))
