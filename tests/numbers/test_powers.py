"""Fractions as exponents, in every arithmetic: values, enclosures, domain errors, gradients."""

from __future__ import annotations

import math
import operator
from fractions import Fraction
from typing import Any

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles.arithmetics import MAKERS, assert_agrees, ends
from theory_lab import numbers as xp
from theory_lab.numbers import Indeterminate, precision
from theory_lab.numbers.arithmetics import doubts, interval
from theory_lab.numbers.reals.coprimes import coprime_base, primitive, radical_part
from theory_lab.numbers.reals.elementary import log_of
from theory_lab.numbers.reals.real import lift

EVERY = pytest.mark.parametrize("make", list(MAKERS.values()), ids=list(MAKERS))
THIRD = Fraction(1, 3)
INFINITE: Any = xp.INFINITY
exponents = fractions(-3, 3, 12).filter(lambda n: n.denominator > 1)
few = fractions(-2, 2, 6).filter(lambda n: n.denominator > 1)
positive = fractions(Fraction(1, 60), 60, 60)
floats = st.floats(0, math.inf, exclude_min=True)


@EVERY
@given(st.lists(positive, min_size=1, max_size=4), exponents)
def test_powers_enclose_the_truth(make: Any, xs: list[Fraction], n: Fraction) -> None:
    x = make(xs)
    lows, highs = ends(x**n)
    with mpmath.workdps(50):
        for value, low, high in zip(xs, lows[..., 0], highs[..., 0], strict=True):
            truth = (mpmath.mpf(value.numerator) / value.denominator) ** (mpmath.mpf(n.numerator) / n.denominator)
            rounded = mpmath.mpf(10) ** -48  # the truth has 50 digits itself
            slack = truth * (rounded if x.kind in ("exact", "interval") else 1e-14)
            assert mpmath.mpf(low.numerator) / low.denominator - slack <= truth
            assert truth <= mpmath.mpf(high.numerator) / high.denominator + slack
            assert float(high - low) <= truth * 2e-13  # a power of up to 36, of a root within 2**-48


@EVERY
def test_powers_at_zero_and_infinity(make: Any) -> None:
    x = make([0, 1, 8, 27])
    low, high = (np.array(end, dtype=float) for end in xp.floats(x**THIRD).bounds()) if x.is_exact else (x**THIRD).bounds()
    np.testing.assert_allclose(low, [0, 1, 2, 3], rtol=1e-15)
    np.testing.assert_allclose(high, [0, 1, 2, 3], rtol=1e-15)
    if x.kind in ("exact", "interval"):
        assert list(low) == list(high) == [0, 1, 2, 3]
    infinite = xp.full((), INFINITE, x)
    for n, expected in ((THIRD, math.inf), (-THIRD, 0)):
        assert [float(end) for end in (infinite**n).bounds()] == [expected, expected]


def test_fractions_that_are_whole_are_whole_powers() -> None:
    for make in MAKERS.values():
        x = make([2, 3])
        low, high = ends(x ** Fraction(6, 3))
        assert (low == ends(x**2)[0]).all() and (high == ends(x**2)[1]).all()


def test_there_is_no_root_of_a_negative_number() -> None:
    with pytest.raises(Indeterminate, match=r"root of the negative number -1"):
        xp.exact([-1]) ** THIRD
    with pytest.raises(Indeterminate, match=r"square root of the negative number -1"):
        xp.exact([-1]) ** Fraction(1, 2)
    with pytest.raises(Indeterminate, match=r"root of the negative number -inf"):
        xp.full((), -INFINITE, xp.exact(0)) ** THIRD
    with pytest.raises(ZeroDivisionError):
        xp.exact([0]) ** -THIRD
    assert np.isnan((xp.floats([-1.0]) ** THIRD).numbers()).all()
    for x, n in (([-1], THIRD), ([0], -THIRD)):
        with doubts.watching(1) as doubtful:
            _, high = (xp.intervals(x) ** n).bounds()
        assert doubtful.all() and high[0] == math.inf


@given(floats, st.integers(3, 70))
def test_enclosures_of_roots_are_right_and_narrow_at_all_floats(x: float, k: int) -> None:
    result = interval.power(interval.point(np.array([x])), Fraction(1, k))
    low, high = float(result.lo[0]), float(result.hi[0])
    if math.isinf(x):
        assert low == high == math.inf
        return
    assert Fraction(low) ** k <= Fraction(x) <= (Fraction(high) ** k if math.isfinite(high) else math.inf)
    if 2.0**-900 < x < 2.0**1000:
        assert high - low <= low * 2.0**-47


@given(st.integers(0, 2000), st.integers(3, 9))
def test_roots_of_perfect_powers_are_points(n: int, k: int) -> None:
    if n**k < 2**53:
        result = interval.power(interval.point(np.array([float(n**k)])), Fraction(1, k))
        assert result.lo[0] == result.hi[0] == n
    assert (lift(n**k) ** Fraction(1, k)).fraction == n
    assert (lift(Fraction(n, 7) ** k) ** Fraction(1, k)).fraction == Fraction(n, 7)


def test_enclosures_are_monotone_and_cut_to_the_domain() -> None:
    wide = interval.Interval(np.array([1.0, 0.0, -1.0, 8.0]), np.array([8.0, 1.0, 8.0, 27.0]))
    result = interval.power(wide, THIRD)
    assert result.lo.tolist() == [1, 0, 0, 2] and result.hi.tolist() == [2, 1, 2, 3]
    result = interval.power(wide, Fraction(-2, 3))
    assert result.hi[:3].tolist() == [1, math.inf, math.inf] and 0.2499 < result.lo[0] <= 0.25 <= result.hi[3] < 0.2501


def test_large_batches_of_enclosures_are_those_of_their_parts() -> None:
    x = np.random.default_rng(1).random((3, 20_000)) * 10
    whole = interval.power(interval.point(x), Fraction(2, 5))
    part = interval.power(interval.point(x[1:2, 777:779].copy()), Fraction(2, 5))
    assert (whole.lo[1, 777:779] == part.lo[0]).all() and (whole.hi[1, 777:779] == part.hi[0]).all()


# Forms of roots


@given(positive, few, few)
def test_powers_multiply_and_undo_logarithms(x: Fraction, m: Fraction, n: Fraction) -> None:
    number = lift(x)
    with precision(256):
        assert number**m * number**n == number ** (m + n) and number**m / number**n == number ** (m - n)
        assert log_of(number**n) == log_of(number) * lift(n)
        assert (number**m) ** n == number ** (m * n)
        assert (number**n) ** (1 / n) == number and ((number**n) ** (1 / n)).is_exact


@given(st.lists(st.tuples(st.integers(-4, 4), positive), max_size=5), positive, st.integers(2, 6))
def test_sums_of_roots_vanish_only_if_they_do(terms: list[tuple[int, Fraction]], x: Fraction, k: int) -> None:
    """Multiples ``c (t**k x)**(1/k)`` of one root, with a rest that is no multiple of it."""
    total = sum((lift(c) * lift(x * t**k) ** Fraction(1, k) for c, t in terms), lift(0))
    rational = sum((c * t for c, t in terms), Fraction(0))
    assert total == lift(rational) * lift(x) ** Fraction(1, k)
    for rest in (Fraction(1, 10**50), lift(x + 1) ** Fraction(1, k)):
        assert total + rest > total


@pytest.mark.parametrize(
    ("x", "text"), [("2", "2^(1/3)"), ("1/9", "1/3*3^(1/3)"), ("54", "3*2^(1/3)"), ("64/27", "4/3"), ("3/4", "1/2*6^(1/3)")]
)
def test_roots_are_written_as_people_do(x: str, text: str) -> None:
    assert str(lift(Fraction(x)) ** THIRD).split(" = ")[0] == text


@given(st.integers(2, 30), st.integers(1, 9))
def test_primitive_roots_of_powers(b: int, j: int) -> None:
    base, exponent = primitive(b**j)
    assert base**exponent == b**j and exponent % j == 0 and primitive(base) == (base, 1)


@given(st.lists(st.integers(2, 500), min_size=1, max_size=4), st.integers(2, 8))
def test_radicals_over_a_base_have_one_way(numbers: list[int], k: int) -> None:
    base = [primitive(n)[0] for n in coprime_base(numbers)]
    for n in numbers:
        outside, (inside, index) = radical_part(n, k, base)
        assert outside**k * inside ** (k // index) == n and k % index == 0
        assert radical_part(n**3, 3 * k, base) == (outside, (inside, index))


def test_cube_roots_multiply_to_a_rational() -> None:
    two, four = (xp.exact(n) ** THIRD for n in (2, 4))
    assert xp.value(two * four).fraction == 2 and bool(two**2 == four) and bool(two**4 == 2 * two)
    assert bool(xp.log(3 * xp.exact("1/3") ** THIRD) == Fraction(2, 3) * xp.log(xp.exact(3)))


# Floats


def test_gradients_go_through_powers() -> None:
    def power(v: jax.Array) -> Any:
        return xp.sum(xp.floats(v) ** Fraction(2, 3)).payload[0]

    x = jnp.array([1.0, 8.0])
    np.testing.assert_allclose(jax.jit(jax.grad(power))(x), 2 / 3 * np.array([1.0, 0.5]), rtol=1e-14)


def test_logs_keep_powers_of_what_underflows() -> None:
    tiny = xp.logs([-3000.0])
    assert (tiny**THIRD).payload.log[0, 0] == pytest.approx(-1000)
    assert operator.pow(tiny - tiny, THIRD).numbers()[0] == 0


@EVERY
@pytest.mark.parametrize("n", [0, 1, 2, 7, 20])
def test_all_powers_up_to_an_exponent(make: Any, n: int) -> None:
    numbers = [Fraction(0), Fraction(1, 3), Fraction(1), Fraction(5, 2)]
    found = xp.powers(make(numbers), n)
    assert found.shape == (n + 1, 4)
    for k in range(n + 1):
        for j, number in enumerate(numbers):
            assert_agrees(found[k, j], number**k, ulps=64)


def test_enclosures_of_all_powers_are_as_tight_as_those_of_each() -> None:
    """Of nonnegative numbers; where the sign is open they may be wider, and still contain what they enclose."""
    third = xp.intervals(xp.exact([Fraction(1, 3)]))
    low, high = xp.powers(third, 500).bounds()
    lower, higher = xp.stack([third**k for k in range(501)]).bounds()
    assert (high - low <= 2 * (higher - lower) + 1e-300).all() and (low <= higher).all() and (lower <= high).all()
    x = xp.intervals(xp.exact([Fraction(1, 3)])) - xp.intervals(xp.exact([Fraction(1, 2)]))
    for k, end in enumerate(zip(*xp.powers(x, 9).bounds(), strict=True)):
        assert end[0] <= float(Fraction(-1, 6) ** k) <= end[1]
