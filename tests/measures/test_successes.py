"""The number of heads among coins, against all outcomes one by one."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.measures.successes import binomial_law, binomial_laws, number_law, tail

chances = st.lists(fractions(0, 1, 5), min_size=1, max_size=5)


def masses(coins):
    found = [Fraction(0)] * (len(coins) + 1)
    for heads in product((0, 1), repeat=len(coins)):
        found[sum(heads)] += prod(c if head else 1 - c for c, head in zip(coins, heads, strict=True))
    return found


@given(chances)
def test_every_outcome_counts_once(coins):
    assert fractions_of(number_law(xp.exact(coins))) == masses(coins)
    alike = [coins[0]] * len(coins)
    assert fractions_of(binomial_law(xp.exact(coins[0]), len(coins))) == masses(alike)


@pytest.mark.parametrize("make", [xp.exact, xp.intervals])
def test_laws_of_all_numbers_of_coins_are_those_of_each(make):
    """To the last bit of an enclosure, too."""
    chance = make(Fraction(1, 3))
    laws = binomial_laws(chance, 9)
    assert len(laws) == 10
    for n, law in enumerate(laws):
        for a, b in zip(law.bounds(), binomial_law(chance, n).bounds(), strict=True):
            assert a.shape == (n + 1,) and (a == b).all()


@given(chances, fractions(-1, 6, 3))
def test_tails_at_any_number(coins, threshold):
    law = number_law(xp.exact(coins))
    assert xp.value(tail(law, threshold)).fraction == sum(m for k, m in enumerate(masses(coins)) if k >= threshold)
    assert bool(tail(law, xp.exact(threshold)) == tail(law, threshold))


@pytest.mark.parametrize("coins", [["1/3", "1/2", 1], [0, "7/8", "1/7", "2/3"]])
def test_the_arithmetics_agree(coins):
    coins = [Fraction(c) for c in coins]
    check_agreement(number_law, coins, ulps=16)
    check_agreement(lambda c: binomial_law(c[0], 6), coins, ulps=16)
    check_agreement(lambda c: tail(number_law(c), 2), coins, ulps=16)
