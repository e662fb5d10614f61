"""Coverage coefficients and the inequalities between them."""

import math
from fractions import Fraction

from hypothesis import given

from tests.measures.pairs import exact, floats, intervals, levels, number, pairs
from theory_lab import numbers as xp
from theory_lab.measures import divergences as dv
from theory_lab.measures.coefficients import excess_mass, l1_coverage, linf_coverage
from theory_lab.measures.profiles import coverage


@given(pairs)
def test_coefficients_are_moments_of_the_ratio(pair):
    p, q = pair
    missing = any(a and not b for a, b in zip(p, q, strict=True))
    ratios = [a / b for a, b in zip(p, q, strict=True) if b]
    expected = math.inf if missing else sum(a * a / b for a, b in zip(p, q, strict=True) if b)
    assert number(l1_coverage(*exact(p, q))) == expected
    assert number(linf_coverage(*exact(p, q))) == (math.inf if missing else max(ratios))
    assert bool(l1_coverage(*exact(p, q)) == 1 + dv.chi2(*exact(p, q)))


@given(pairs, levels)
def test_excess_mass_lies_between_profiles(pair, level):
    p, q = exact(*pair)
    excess = excess_mass(p, q, level)
    assert bool(excess <= coverage(p, q, level)) and bool(coverage(p, q, 2 * level) <= 2 * excess)
    assert bool(l1_coverage(p, q) >= 1) and bool(l1_coverage(p, q) <= linf_coverage(p, q))
    assert bool(level * coverage(p, q, level) <= l1_coverage(p, q))
    assert bool(excess == 0) == bool(linf_coverage(p, q) <= level)


@given(pairs)
def test_floats_and_intervals_agree_with_exact(pair):
    """Floats: a sum of at most 5 quotients, 8 ulps. Intervals contain the exact value."""
    for coefficient in (l1_coverage, linf_coverage, lambda p, q: excess_mass(p, q, Fraction(1))):
        truth = xp.value(coefficient(*exact(*pair)))
        near = coefficient(*floats(*pair))
        assert near == float(truth) or abs(near - float(truth)) <= 8 * 2.0**-52 * max(1, float(truth))
        low, high = xp.value(coefficient(*intervals(*pair)))
        assert low <= truth.bounds()[0] and truth.bounds()[1] <= high
