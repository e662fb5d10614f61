"""Pessimism with many draws: against the exact law at few draws, and what is left out."""

from fractions import Fraction
from itertools import product
from math import comb, factorial, prod

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


def multinomial(counts, base):
    return factorial(sum(counts)) * prod(mass**k / Fraction(factorial(k)) for mass, k in zip(base, counts, strict=True))


@pytest.mark.parametrize(
    ("draws", "chance"), [(30, Fraction(2, 7)), (90, Fraction(1, 50)), (57, Fraction(1, 2)), (9, Fraction(98, 99))]
)
def test_the_successes_above_a_level_are_all_found_with_masses_near_the_exact_ones(draws, chance):
    exact = [comb(draws, k) * chance**k * (1 - chance) ** (draws - k) for k in range(draws + 1)]
    for level in (1e-17, 1e-6, 0.02, 0.05):
        found = binomial_masses(draws, chance, level)
        wanted = [k for k in range(draws + 1) if exact[k] >= Fraction(level) or exact[k] == max(exact)]
        assert found.counts.tolist() == wanted
        for k, low, high in zip(*map(np.ndarray.tolist, found), strict=True):
            assert Fraction(low) < exact[k] < Fraction(high) and high <= low * (1 + 6 * 2.0**-52)


@pytest.mark.parametrize(("draws", "seen"), [(1, 3), (6, 28), (40, None)])
def test_masses_of_pools_are_multinomial_and_the_rest_is_what_is_missing(draws, seen):
    counts, masses, missed = likely_pools(BASE, draws)
    rows, (lows, highs) = counts.tolist(), masses.bounds()
    assert len(rows) == len(set(map(tuple, rows))) and (seen is None or len(rows) == seen)
    exact = [multinomial(row, BASE) for row in rows]
    for mass, low, high in zip(exact, lows.tolist(), highs.tolist(), strict=True):
        assert Fraction(low) < mass < Fraction(high) and high <= low * (1 + 30 * 2.0**-52)
    rest = 1 - sum(exact)
    assert rest <= missed <= float(rest) * 1.1 + 1e-14
    every = [(a, b, draws - a - b) for a, b in product(range(draws + 1), repeat=2) if a + b <= draws]
    left = [multinomial(row, BASE) for row in set(every) - set(map(tuple, rows))]
    assert max(left, default=0) < 1e-15 and min(exact) > 1e-19


def test_constants_are_one_rounded_quotient():
    """The largest of three quotients, between its neighbours; what whole numbers in floats do not hold is refused."""
    counts = np.array([[1, 2, 3], [0, 0, 6], [2, 4, 0], [6, 0, 0]])
    lows, highs = constants(counts, PROXY, Fraction(1, 7)).bounds()
    assert (np.nextafter(np.nextafter(lows, 2), 2) == highs).all()
    fine = Fraction(1, 3**32)  # 6 times this denominator is above 2**53, and a quarter of it is not
    with pytest.raises(ValueError, match="denominators too large for floats"):
        constants(counts, (Fraction(1), 1 - fine, Fraction(1, 3)), Fraction(1, 7))
    edge = Fraction(1, 2**50)  # 7 units of it are less than 2**53, and 8 are as much
    assert len(constants(np.array([[0, 0, 7]]), (Fraction(1), 1 - edge, Fraction(0)), Fraction(0))) == 1
    with pytest.raises(ValueError, match="denominators too large for floats"):
        constants(np.array([[0, 0, 8]]), (Fraction(1), 1 - edge, Fraction(0)), Fraction(0))


def test_laws_that_do_not_sum_to_1_are_refused():
    with pytest.raises(ValueError, match="positive law"):
        likely_pools((Fraction(1, 2), Fraction(1, 3)), 3)


def test_what_is_left_out_widens_the_value_upwards():
    """At 60 draws: the value over all pools by loops lies inside, and the width is what is missing and some roundings."""
    strength, draws = Fraction(1, 10), 60
    low, high = map(Fraction, xp.value(sampled_value(BASE, PROXY, TRUTH, strength, draws)))
    base, proxy, truth = (np.array(part, dtype=float) for part in (BASE, PROXY, TRUTH))
    value = 0.0
    for a, b in product(range(draws + 1), repeat=2):
        if a + b <= draws:
            counts = np.array([a, b, draws - a - b])
            sums = [(counts[:k] @ proxy[:k], counts[:k].sum()) for k in (1, 2, 3)]
            constant = max((gain - 0.1 * draws) / size for gain, size in sums if size)
            accepted = np.clip((proxy - constant) / (1 - constant), 0, 1)
            rejected = base @ (1 - accepted)
            law = base * accepted * (1 - rejected**draws) / (1 - rejected) + rejected**draws * base
            value += float(multinomial((a, b, draws - a - b), BASE)) * (law @ truth)
    assert float(low) - 1e-13 <= value <= float(high) + 1e-13 and high - low < 1e-12
