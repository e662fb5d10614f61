"""Conventions at zero and infinity, and nonnegativity, in every arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.arithmetics import MAKERS, assert_agrees, ends, logs_of
from theory_lab import numbers as xp
from theory_lab.numbers import Array, Indeterminate

EVERY = pytest.mark.parametrize("make", list(MAKERS.values()), ids=list(MAKERS))
weights = st.integers(0, 20)


@EVERY
def test_terms_at_zero(make) -> None:
    p, q = make([0, 0, 2, 3, 0]), make([0, 5, 0, 3, 1])
    assert_agrees(xp.kl_term(p, q), [0, 5, math.inf, 0, 1])
    assert_agrees(xp.chi2_term(p, q), [0, 5, math.inf, 0, 1])
    assert_agrees(xp.xlogx(make([0, 1])), [0, 0])


@EVERY
@pytest.mark.parametrize(
    ("level", "expected"),
    [(2, [False, False, True, False, True, True]), (Fraction(1, 2), [False, False, True, True, True, True]), (0, [True] * 6)],
)
def test_ratio_at_least(make, level, expected: list[bool]) -> None:
    p, q = make([0, 0, 2, 3, 4, 5]), make([0, 5, 0, 3, 2, 2])
    for threshold in (level, make([level])):
        truth = xp.ratio_at_least(p, q, threshold)
        assert truth.sure[..., 0].tolist() == truth.possible[..., 0].tolist() == expected


@EVERY
@given(st.lists(st.tuples(weights, weights), min_size=1, max_size=5))
def test_kl_terms_enclose_the_truth_and_are_nonnegative(make, pairs: list[tuple[int, int]]) -> None:
    p, q = (make(list(column)) for column in zip(*pairs, strict=True))
    lows, highs = ends(xp.kl_term(p, q))
    for (a, b), low, high in zip(pairs, lows[..., 0], highs[..., 0], strict=True):
        assert low >= 0
        if b == 0:
            assert low == high == (math.inf if a else 0)
            continue
        with mpmath.workdps(50):
            truth = (mpmath.mpf(a) * mpmath.log(mpmath.mpf(a) / b) if a else 0) - a + b
            slack = 0 if make in (xp.exact, xp.intervals) else mpmath.mpf(b) * 1e-15 + truth * 1e-14
            assert mpmath.mpf(low.numerator) / low.denominator - slack <= truth
            assert truth <= mpmath.mpf(high.numerator) / high.denominator + slack


def test_kl_of_nearly_equal_floats_keeps_its_digits() -> None:
    q = 0.5
    for gap in (1e-3, 1e-5, 1e-7):
        p = q + gap
        with mpmath.workdps(60):
            exact_p = mpmath.mpf(p)
            truth = exact_p * mpmath.log(exact_p / q) - exact_p + q
            found = xp.kl_term(np.array([p]), np.array([q]))[0]
            assert abs(found - truth) < 1e-15 * gap


def test_exact_ties_of_kl_are_zero() -> None:
    p = xp.exact(["1/3", "2/3"])
    assert bool(xp.all(xp.kl_term(p, p) == 0)) and xp.value(xp.kl_term(p, p)[0]).is_exact
    three = xp.kl_term(xp.exact("3/4"), xp.exact("1/4"))
    assert bool(three == xp.ratio(3, 4) * xp.log(3) - xp.ratio(1, 2))


def test_xlogx_of_a_negative_number_is_no_number() -> None:
    with pytest.raises(Indeterminate):
        xp.xlogx(xp.exact([-1]))
    assert math.isnan(xp.xlogx(np.array([-1.0]))[0])


@EVERY
def test_one_side_may_be_a_constant(make) -> None:
    half, x = Fraction(1, 2), make([Fraction(1, 2), 0])
    assert_agrees(xp.kl_term(x, half), [0, half])
    assert_agrees(xp.kl_term(half, x), [0, math.inf])
    assert_agrees(xp.chi2_term(x, half), [0, half])
    assert_agrees(xp.chi2_term(half, x), [0, math.inf])
    assert xp.ratio_at_least(x, half, 1).sure[..., 0].tolist() == [True, False]
    assert xp.ratio_at_least(half, x, 2).sure[..., 0].tolist() == [False, True]
    assert bool(xp.xlogx(half) == -xp.log(2) / 2)


def test_infinite_masses() -> None:
    infinite = xp.where(xp.exact(1) > 0, xp.INFINITY, 0)
    assert bool(xp.xlogx(infinite) == xp.INFINITY)


def test_binomials_and_multinomials_are_whole() -> None:
    assert [xp.binomial(5, k) for k in range(-1, 7)] == [0, 1, 5, 10, 10, 5, 1, 0]
    assert xp.multinomial([2, 0, 3]) == 10 and xp.multinomial([]) == 1
    assert xp.multinomial((30, 40, 50)) == math.factorial(120) // (math.factorial(30) * math.factorial(40) * math.factorial(50))


def test_logs_keep_terms_that_floats_lose() -> None:
    p, q = xp.logs([-1000.0, -1000.0, -2000.0]), xp.logs([-1001.0, -2000.0, -1000.0])
    found = xp.log(xp.kl_term(p, q)).payload[..., 0]
    expected = [-1000 + math.log(math.exp(-1)), -1000 + math.log(999), -1000.0]
    np.testing.assert_allclose(found, expected, rtol=1e-14)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=1, max_size=4))
def test_logs_agree_with_floats(pairs: list[tuple[int, int]]) -> None:
    columns = [np.array(column, dtype=float) for column in zip(*pairs, strict=True)]
    found = xp.kl_term(*(logs_of(column) for column in columns))
    values = [xp.value(term) for term in found] if isinstance(found, Array) else found
    np.testing.assert_allclose(values, xp.kl_term(*columns), rtol=1e-9, atol=1e-13)
