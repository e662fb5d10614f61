"""Brackets of the profile contain the exact values of the given floats."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import laws as oracle
from theory_lab.measures.brackets import bracket
from theory_lab.measures.profiles import profile

masses = st.one_of(st.just(0.0), st.floats(0, 4), st.floats(0, 1e-300), st.sampled_from([5e-324, 0.1, 0.3, 1e307]))
positive = st.one_of(st.floats(0.25, 8), st.sampled_from([3.0, 1.0, 5e-324, 1e308]))


@given(st.lists(st.tuples(masses, masses), min_size=1, max_size=6), st.lists(positive, min_size=1, max_size=4))
def test_brackets_contain_the_exact_profile(rows, levels):
    p, q = (np.array(column) for column in zip(*rows, strict=True))
    found = bracket(p, q, np.array(levels))
    for low, high, level in zip(found.lower, found.upper, levels, strict=True):
        truth = oracle.coverage([Fraction(x) for x in p], [Fraction(x) for x in q], Fraction(level))
        assert low <= truth
        assert high == np.inf or truth <= Fraction(high)


def test_brackets_are_narrow_and_contain_the_sorted_profile():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(1 << 17)), rng.dirichlet(np.ones(1 << 17))
    levels = np.geomspace(1, 1000, 4096)
    found, sorted_profile = bracket(p, q, levels), profile(p, q).at(levels)
    rounding = 2**17 * 2.0**-52
    assert (found.lower <= sorted_profile + rounding).all() and (sorted_profile <= found.upper + rounding).all()
    assert (found.upper - found.lower).max() < 1e-3


def test_only_ratios_near_a_level_are_in_doubt():
    """Levels within a factor of 2**256 of each other: ratios within 2**-7 of a level may be in its bin."""
    rng, near, rounding = np.random.default_rng(1), 2.0**-7, 2**16 * 2.0**-52
    levels = 2.0 ** np.linspace(-128, 128, 300)
    p = rng.dirichlet(np.ones(1 << 12))
    q = p / (rng.choice(levels, len(p)) * (1 + near * rng.uniform(-2, 2, len(p))))
    found, truth = bracket(p, q, levels), profile(p, q)
    assert (found.upper <= truth.at(levels * (1 - near)) + rounding).all()
    assert (found.lower >= truth.at(levels * (1 + near)) - rounding).all()


def test_a_negative_zero_is_a_zero():
    found = bracket(np.array([0.5, -0.0, 0.5]), np.array([-0.0, 1.0, 1.0]), np.array([2.0]))
    assert found.lower[0] <= 0.5 <= found.upper[0] <= 0.5 + 1e-12 and found.lower[0] >= 0.5 - 1e-12


@pytest.mark.parametrize("sides", [(1e-9, 1.0), (1.0, 1e-9)])
def test_many_ratios_beyond_all_levels_and_many_chunks(sides):
    """All ratios are less than the levels or more: none of the mass, or all of it, up to what summing may lose."""
    count, (p, q) = 200_003, sides
    found = bracket(np.full(count, p / count), np.full(count, q / count), np.array([0.5, 2.0]))
    if p < q:
        assert (found.lower == 0).all() and (found.upper == 0).all()
    else:
        assert (found.lower <= 1).all() and (found.upper >= 1).all() and (found.upper - found.lower).max() < 1e-9


def test_a_tie_is_between_the_bounds():
    found = bracket(np.array([0.75, 0.25]), np.array([0.25, 0.75]), np.array([3.0]))
    assert found.lower[0] == 0 and 0.75 <= found.upper[0] <= 0.75 + 1e-12


@pytest.mark.parametrize(
    ("p", "q", "levels", "message"),
    [
        ([1.0], [0.5, 0.5], [1.0], "one shape"),
        ([1.0], [1.0], [0.0], "positive and finite"),
        ([1.0], [1.0], [np.inf], "positive and finite"),
        ([1.0], [1.0], [], "at least one"),
        ([-1.0], [1.0], [1.0], "nonnegative"),
        ([1.0], [np.nan], [1.0], "nonnegative"),
        ([1.0], [np.inf], [1.0], "nonnegative"),
        ([1e308, 1e308], [0.0, 0.0], [1.0], "finite sum"),
    ],
)
def test_wrong_arguments_are_refused(p, q, levels, message):
    with pytest.raises(ValueError, match=message):
        bracket(np.array(p), np.array(q), np.array(levels))


def test_no_entry_of_a_long_array_is_lost_wherever_it_stands():
    """Powers of two at the ends of chunks and around the middle: their sum tells which were counted."""
    count = 2 * 65_537 + 1
    places = [0, 32_767, 32_768, count // 2 - 1, count // 2, count // 2 + 1, count // 2 + 32_768, count - 1]
    p = np.zeros(count)
    p[places] = 2.0 ** np.arange(len(places))
    found = bracket(p, np.ones(count) / 4, np.array([4.0, 64.0]))
    for level, exact in zip((0, 1), (255, 240), strict=True):  # the entries with p/q >= 4, and those with p/q >= 64
        assert found.lower[level] <= exact <= found.upper[level] and found.upper[0] < 255.001
    p[count - 1] = -1
    with pytest.raises(ValueError, match="nonnegative"):
        bracket(p, np.ones(count), np.array([1.0]))
