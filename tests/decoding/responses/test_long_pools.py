"""Pessimism with many draws: against the exact law at few draws, and what is left out."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decoding.responses.long_pools import binomial_masses, constants, likely_pools, sampled_value
from theory_lab.decoding.responses.pessimism import normalising_constant, pessimistic_sampler

BASE = (Fraction(1, 20), Fraction(1, 4), Fraction(7, 10))
PROXY = (Fraction(1), Fraction(9, 10), Fraction(1, 3))
TRUTH = (Fraction(0), Fraction(1), Fraction(1, 2))


@pytest.mark.parametrize(("strength", "draws"), [(Fraction(1, 10), 1), (Fraction(1, 10), 7), (Fraction(2), 9)])
def test_the_value_is_that_of_the_exact_law(strength, draws):
    law = pessimistic_sampler(xp.exact(list(BASE)), xp.exact(list(PROXY)), strength, draws, 1)
    exact = xp.value(xp.dot(law, xp.exact(list(TRUTH)))).fraction
    low, high = map(Fraction, xp.value(sampled_value(BASE, PROXY, TRUTH, strength, draws)))
    assert low <= exact <= high
    assert high - low < Fraction(1, 10**12)


def test_masses_enclose_the_binomial_law():
    found = binomial_masses(30, Fraction(2, 7), 0.0)
    for k, low, high in zip(*map(np.ndarray.tolist, found), strict=True):
        exact = comb(30, k) * Fraction(2, 7) ** k * Fraction(5, 7) ** (30 - k)
        assert Fraction(low) < exact < Fraction(high)
    assert found.counts.tolist() == list(range(31))


def test_what_is_left_out_is_on_record():
    counts, masses, missed = likely_pools(BASE, 400)
    assert 0 <= missed < 1e-12
    assert (counts.sum(axis=1) == 400).all()
    assert xp.value(xp.sum(masses))[1] + missed > 1


def test_constants_of_pools_are_those_of_their_laws():
    counts = np.array([[1, 2, 3], [0, 0, 6], [2, 4, 0]])
    lows, highs = constants(counts, PROXY, Fraction(1, 7)).bounds()
    for row, low, high in zip(counts.tolist(), lows, highs, strict=True):
        law = xp.exact([Fraction(k, 6) for k in row])
        exact = xp.value(normalising_constant(law, xp.exact(list(PROXY)), Fraction(1, 7))).fraction
        assert Fraction(float(low)) < exact < Fraction(float(high))


def test_a_law_with_a_zero_is_refused():
    with pytest.raises(ValueError, match="positive law"):
        likely_pools((Fraction(0), Fraction(1)), 3)
