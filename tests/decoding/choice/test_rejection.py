"""Rejection sampling against its pseudocode and the total variation bounds around it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.decoding.choice.test_best_of_n import laws, pairs
from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles import decoding as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.choice import rejection
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.measures.coefficients import excess_mass
from theory_lab.measures.divergences import total_variation

levels = fractions(Fraction(1, 4), 5, 4)


@st.composite
def weighted(draw):
    """A base law, a nonnegative weight and a fallback law."""
    n = draw(st.integers(1, 3))
    weight = draw(st.lists(fractions(0, 4, 3), min_size=n, max_size=n))
    return draw(laws(n)), weight, draw(laws(n))


@given(weighted(), levels, st.integers(0, 3))
def test_rejection_law_is_its_pseudocode(drawn, level, draws):
    base, weight, fallback = drawn
    law = rejection.rejection_law(xp.exact(base), xp.exact(weight), level, draws, xp.exact(fallback))
    expected = oracle.outcome_law(oracle.rejection, len(base), base, weight, level, draws, fallback)
    assert fractions_of(law) == expected


@given(weighted(), fractions(Fraction(1, 2), 3, 2), st.integers(1, 2))
def test_pilot_rejection_law_is_its_pseudocode(drawn, factor, draws):
    base, weight, _ = drawn
    law = rejection.pilot_rejection_law(xp.exact(base), xp.exact(weight), factor, draws)
    expected = oracle.outcome_law(oracle.pilot_rejection, len(base), base, weight, factor, draws)
    assert fractions_of(law) == expected


@given(fractions(-2, 2, 4), fractions(-2, 2, 4), st.integers(0, 12))
def test_divided_power(a, b, n):
    expected = sum((a**j * b ** (n - 1 - j) for j in range(n)), Fraction(0))
    assert number(rejection.divided_power(xp.exact(a), xp.exact(b), n)) == expected


@given(pairs, levels, st.integers(0, 6))
def test_total_variation_lies_between_its_bounds(pair, level, draws):
    """Lower end: any rule that returns one of ``draws + 1`` draws. Upper end: ``max(E_M, (1 - (1 - E_M)/M)^(draws + 1))``."""
    target, base = pair
    if any(a and not b for a, b in zip(target, base, strict=True)):
        return
    p, q = xp.exact(target), xp.exact(base)
    weight = xp.exact([a / b if b else Fraction(0) for a, b in pair_entries(pair)])
    distance = total_variation(p, rejection.rejection_law(q, weight, level, draws, q))
    excess = excess_mass(p, q, level)
    assert bool(rejection.acceptance(q, weight, level) == (1 - excess) / level)
    assert bool(worst_regret(p, q, draws + 1) <= distance)
    assert bool(distance <= xp.maximum(excess, (1 - (1 - excess) / level) ** (draws + 1)))
    many = rejection.rejection_law(q, weight, level, 200, q)
    rejected = (1 - rejection.acceptance(q, weight, level)) ** 200
    kept = rejection.truncated_target(p, q, level)
    assert bool(xp.all(many == (1 - rejected) * kept + rejected * q))


def pair_entries(pair):
    return list(zip(*pair, strict=True))


@given(weighted(), levels, st.integers(0, 40))
def test_arithmetics_agree(drawn, level, draws):
    """2 roundings a bit of ``draws`` and a sum of 3 terms: 64 ulps."""
    check_agreement(lambda p, w, f: rejection.rejection_law(p, w, level, draws, f), *drawn, ulps=64)
    check_agreement(lambda p, w: rejection.acceptance(p, w, level), *drawn[:2], ulps=8)
