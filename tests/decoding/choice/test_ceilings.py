"""The ceilings of Best-of-N: never exceeded, and reached on many equal responses."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab.decoding.choice import ceilings
from theory_lab.decoding.choice.best_of_n import win_rate
from theory_lab.decoding.responses.pools import best_of_n
from theory_lab.measures import divergences as dv
from theory_lab.measures.coefficients import excess_mass, l1_coverage, linf_coverage

NEAR = 1e-9


def measured(base, reward, draws, level):
    law = best_of_n(base, reward, draws)
    values = dv.kl(law, base), l1_coverage(law, base), dv.total_variation(law, base), excess_mass(law, base, level)
    return [*map(float, values), float(base @ (law / base) ** 3), float(win_rate(law, base, reward))]


def bounds(draws, level):
    values = ceilings.kl_ceiling(draws), ceilings.l1_ceiling(draws), ceilings.total_variation_ceiling(draws)
    others = ceilings.excess_mass_ceiling(draws, level), ceilings.moment_ceiling(draws, 3), ceilings.win_rate_ceiling(draws)
    return [float(value) for value in (*values, *others)]


@given(st.integers(0, 10**6), st.integers(1, 60), st.sampled_from([0.5, 1.0, 1.5, 3.0, 8.0]))
def test_no_instance_exceeds_a_ceiling(seed, draws, level):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 9))
    base, reward = rng.dirichlet(np.ones(n)) + 1e-9, rng.integers(0, 5, n).astype(float)
    base /= base.sum()
    for value, bound in zip(measured(base, reward, draws, level), bounds(draws, level), strict=True):
        assert value <= bound + NEAR * (1 + bound)
    mass = Fraction(float(base[reward == reward.max()].sum()))
    law = best_of_n(base, reward, draws)
    assert float(linf_coverage(law, base)) == pytest.approx(float(ceilings.linf_of_mass(draws, min(mass, Fraction(1)))), rel=1e-6)


@pytest.mark.parametrize("draws", [2, 5, 20])
def test_many_equal_responses_come_close(draws):
    n = 2000
    values = measured(np.full(n, 1 / n), np.arange(n, dtype=float), draws, 1.5)
    assert values == pytest.approx(bounds(draws, 1.5), rel=2e-3, abs=2e-3)


def test_bad_arguments_are_refused():
    for call in (
        lambda: ceilings.kl_ceiling(0),
        lambda: ceilings.moment_ceiling(2, 0),
        lambda: ceilings.linf_of_mass(2, Fraction(0)),
        lambda: ceilings.excess_mass_ceiling(2, 0),
    ):
        with pytest.raises(ValueError, match="got"):
            call()


def test_ceilings_by_hand():
    assert ceilings.kl_ceiling(1) == 0 and ceilings.kl_ceiling(3) == pytest.approx(math.log(3) - 2 / 3, rel=1e-15)
    assert [ceilings.l1_ceiling(draws) for draws in (1, 2, 5)] == [1, Fraction(4, 3), Fraction(25, 9)]
    assert [ceilings.moment_ceiling(3, order) for order in (1, 2, 3)] == [1, Fraction(9, 5), Fraction(27, 7)]
    assert [ceilings.linf_of_mass(2, q) for q in (Fraction(1, 4), Fraction(1))] == [Fraction(7, 4), 1]
    assert [ceilings.win_rate_ceiling(draws) for draws in (1, 4)] == [Fraction(1, 2), Fraction(4, 5)]
    assert [ceilings.total_variation_ceiling(draws) for draws in (1, 2)] == [0, 0.25]
    assert ceilings.total_variation_ceiling(3) == pytest.approx(2 / 3 / math.sqrt(3), rel=1e-15)


@pytest.mark.parametrize(
    ("draws", "level", "wanted"),
    [(1, 0.25, 0.75), (1, 2.0, 0.0), (2, 0.5, 0.5625), (2, 1.5, 0.0625), (2, 2.0, 0.0), (3, 4.0, 0.0)],
)
def test_the_excess_of_density_2u_by_hand(draws, level, wanted):
    """Of ``N u^(N-1)`` over the level: for two draws the triangle ``(2 - M)^2/4``, for one ``1 - M``."""
    assert ceilings.excess_mass_ceiling(draws, level) == pytest.approx(wanted, abs=1e-15)


@pytest.mark.parametrize("mass", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_masses_of_a_best_class_lie_in_the_unit_interval(mass):
    with pytest.raises(ValueError, match=f"between 0 .* and 1, got {mass}"):
        ceilings.linf_of_mass(2, mass)


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.uint8])
def test_whole_numbers_of_numpy_do_not_overflow(kind):
    draws = kind(100)
    assert ceilings.l1_ceiling(draws) == Fraction(10000, 199)
    assert ceilings.moment_ceiling(draws, kind(20)) == Fraction(100**20, 20 * 99 + 1)
    assert ceilings.linf_of_mass(draws, Fraction(1, 3)) == 3 * (1 - Fraction(2, 3) ** 100)
    assert ceilings.win_rate_ceiling(np.int8(127)) == Fraction(127, 128)


def test_total_variation_of_more_draws_than_floats_hold():
    """``(1 - 1/N) N^(-1/(N-1))`` tends to 1."""
    assert ceilings.total_variation_ceiling(10**400) == 1.0


@pytest.mark.parametrize("draws", [2.5, math.nan, math.inf, -1, 0])
def test_draws_are_whole(draws):
    for ceiling in (
        ceilings.kl_ceiling,
        ceilings.l1_ceiling,
        ceilings.total_variation_ceiling,
        ceilings.win_rate_ceiling,
        lambda n: ceilings.linf_of_mass(n, Fraction(1, 2)),
        lambda n: ceilings.excess_mass_ceiling(n, 2.0),
    ):
        with pytest.raises(ValueError, match=f"whole number of times, at least once, got N = {draws}"):
            ceiling(draws)
    with pytest.raises(ValueError, match=f"the order of a moment is a whole number, at least 1, got {draws}"):
        ceilings.moment_ceiling(3, draws)
