"""Exact scalars: rational arithmetic, infinities, balls that enclose, and text that people read."""

from __future__ import annotations

import math
import operator
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab import numbers as xp
from theory_lab.numbers import Indeterminate, Real, Undecided, precision
from theory_lab.numbers.reals.elementary import exp_of, larger, log_of, smaller, sqrt_of
from theory_lab.numbers.reals.real import INFINITY, lift

rationals = fractions(-50, 50, 40)
HALF = Fraction(1, 2)
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]
RELATIONS = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


def blurred(low: Fraction | int, high: Fraction | int) -> Real:
    """A ball around an interval, without a form."""
    return Real(None, arb(fmpq(Fraction(low).numerator, Fraction(low).denominator)).union(arb(high)))


@given(rationals, rationals)
def test_rationals_are_a_field(x: Fraction, y: Fraction) -> None:
    for operation in OPERATIONS:
        if operation is operator.truediv and y == 0:
            with pytest.raises(ZeroDivisionError, match="divided by zero"):
                operation(lift(x), lift(y))
        else:
            assert operation(lift(x), lift(y)).fraction == operation(x, y)
            assert operation(lift(x), y).fraction == operation(x, lift(y)).fraction == operation(x, y)
    for relation in RELATIONS:
        assert relation(lift(x), lift(y)) == relation(lift(x), y) == relation(x, y)
    assert (-lift(x)).fraction == -x
    assert abs(lift(x)).fraction == abs(x)
    assert hash(lift(x)) == hash(x)
    assert float(lift(x)) == float(x)
    assert bool(lift(x)) == bool(x)


@given(rationals, st.integers(-5, 5))
def test_whole_powers(x: Fraction, n: int) -> None:
    if x == 0 and n < 0:
        with pytest.raises(ZeroDivisionError):
            lift(x) ** n
    else:
        assert (lift(x) ** n).fraction == x**n


def test_powers_beyond_all_memory_are_refused_or_stay_balls() -> None:
    with pytest.raises(OverflowError, match=r"the power 1000000000000 of a rational has over .* bits; compare logarithms"):
        lift(Fraction(2, 3)) ** 10**12
    assert lift(-1) ** (10**21 + 1) == -1 and lift(0) ** 10**21 == 0
    for root in (sqrt_of(lift(2)), 3 * exp_of(lift(1))):
        power = root**10**12
        assert power.form is None and power > 10**6
    assert (exp_of(lift(1)) ** 10**12).form == exp_of(lift(10**12)).form


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_float_raises_on_either_side(operation) -> None:
    for number in (lift(2), log_of(lift(2))):
        with pytest.raises(TypeError, match="not exact"):
            operation(number, 0.5)
        with pytest.raises(TypeError, match="not exact"):
            operation(0.5, number)
        with pytest.raises(TypeError):
            operation(number, "1/2")
    assert lift(2) != "2"


@pytest.mark.parametrize("value", [1.5, math.nan, "1/2", None, np.float64(0.25), 1j])
def test_only_exact_numbers_are_lifted(value: object) -> None:
    with pytest.raises(TypeError, match="not exact"):
        lift(value)


def test_infinities() -> None:
    finite, ball = lift(3), log_of(lift(2))
    assert INFINITY + finite == INFINITY + ball == INFINITY * ball == INFINITY / ball == INFINITY
    assert finite - INFINITY == -INFINITY == INFINITY * lift(-1)
    assert finite / INFINITY == 0 == ball / INFINITY
    assert -INFINITY < ball < INFINITY and math.inf == INFINITY
    assert INFINITY**2 == INFINITY and INFINITY**-1 == 0
    assert log_of(INFINITY) == INFINITY == exp_of(INFINITY) == sqrt_of(INFINITY)
    assert log_of(lift(0)) == -INFINITY and exp_of(-INFINITY) == 0
    assert INFINITY.bounds() == (math.inf, math.inf) and float(-INFINITY) == -math.inf
    for form in (
        lambda: INFINITY - INFINITY,
        lambda: lift(0) * INFINITY,
        lambda: INFINITY / INFINITY,
        lambda: INFINITY.ball,
    ):
        with pytest.raises(Indeterminate):
            form()
    with pytest.raises(TypeError, match="not a rational"):
        _ = INFINITY.fraction
    with pytest.raises(ZeroDivisionError):
        INFINITY / lift(0)


def test_outside_the_domain() -> None:
    for function in (log_of, sqrt_of):
        for value in (lift(-1), -INFINITY, -log_of(lift(2))):
            with pytest.raises(Indeterminate, match="negative"):
                function(value)
        with pytest.raises(Undecided):
            function(blurred(-1, 1))


def test_a_nan_ball_is_an_error_and_a_boundless_one_is_open() -> None:
    with pytest.raises(Indeterminate, match="nan"):
        Real(None, arb.nan())
    with pytest.raises(Undecided, match="no bounds"):
        Real(None, arb("0 +/- inf"))


def test_the_larger_and_the_smaller_of_two_in_either_order() -> None:
    third, half_life = lift(Fraction(1, 3)), log_of(lift(2))
    for pair in ((third, half_life), (half_life, third)):
        assert larger(*pair) is half_life and smaller(*pair) is third


def test_overlapping_balls_are_open() -> None:
    for relation in RELATIONS:
        with pytest.raises(Undecided):
            relation(blurred(0, 2), lift(1))
    with pytest.raises(Undecided):
        lift(1) / blurred(-1, 1)
    assert not blurred(0, 1) > 2


def test_squares_of_differences_stay_finite() -> None:
    root = sqrt_of(lift(2))
    with precision(64, track_forms=False):
        zero = sqrt_of(lift(2)) - sqrt_of(lift(2))
    low, high = (zero**2).bounds()
    assert low <= 0 <= high < Fraction(1, 10**30)
    assert (root - root) ** 2 == 0


def test_absolute_value_of_an_open_sign_starts_at_zero() -> None:
    low, high = abs(blurred(-1, 2)).bounds()
    assert Fraction(-1, 10**6) < low <= 0
    assert 2 <= high < Fraction(21, 10)


def test_a_divisor_that_needs_more_precision() -> None:
    gap = log_of(lift(10**25 + 1)) - log_of(lift(10**25))
    assert abs(1 / gap - 10**25) < 1
    assert log_of(gap) < -57
    assert sqrt_of(gap) > 0


def test_balls_enclose_and_carry_the_precision() -> None:
    before = ctx.prec
    with precision(400):
        fine = log_of(lift(3))
        low, high = fine.bounds()
        assert 0 < high - low < Fraction(1, 2**390)
    assert ctx.prec == before
    coarse_low, coarse_high = log_of(lift(3)).bounds()
    assert coarse_low <= low <= high <= coarse_high
    assert float(fine) == math.log(3)


def test_precision_is_restored_after_an_error() -> None:
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(300, track_forms=False):
        lift(1) / lift(0)
    assert ctx.prec == before
    assert log_of(lift(2)).form is not None


def test_without_forms_ties_stay_open() -> None:
    with precision(64, track_forms=False):
        with pytest.raises(Undecided, match="no normal form"):
            bool(log_of(lift(4)) == 2 * log_of(lift(2)))
        assert log_of(lift(1)).is_exact and exp_of(lift(0)) == 1


def test_a_constant_of_low_precision_is_compared_at_high_precision() -> None:
    early = log_of(lift(2))
    with precision(1024):
        assert early < early + Fraction(1, 10**250)


def test_floats_beyond_the_range() -> None:
    assert float(lift(10**400)) == math.inf
    assert float(lift(-(10**400))) == -math.inf
    assert float(exp_of(lift(1000))) == math.inf
    assert float(exp_of(lift(-1000))) == 0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (lift(Fraction(3, 8)), "3/8"),
        (lift(-2), "-2"),
        (INFINITY, "inf"),
        (-INFINITY, "-inf"),
        (log_of(lift(2)) / 2, "1/2*log(2) = 0.34657359028"),
        (log_of(lift(3)) / log_of(lift(2)), "log(3)/log(2) = 1.5849625007"),
        (log_of(log_of(lift(3))), "0.094047827617 +/- 3.02e-13"),
        (blurred(-1, 1), "0 +/- 1.01"),
    ],
)
def test_text(number: Real, text: str) -> None:
    assert str(number) == repr(number) == text


def test_a_long_form_is_shown_by_its_decimals() -> None:
    total = sum((log_of(lift(p)) for p in (2, 3, 5, 7, 11, 13, 17)), lift(0))
    assert str(total) == "13.143165505 +/- 3.37e-11"


def test_balls_and_infinities_have_no_hash_or_fraction() -> None:
    with pytest.raises(TypeError, match="not a rational"):
        hash(log_of(lift(2)))
    with pytest.raises(TypeError, match="not a rational"):
        _ = log_of(lift(2)).fraction
    assert hash(INFINITY) == hash(math.inf)


def test_numpy_whole_numbers_mix() -> None:
    assert np.int64(2) * log_of(lift(3)) == log_of(lift(9))
    assert lift(np.int8(3)) == 3
    assert xp.value(xp.exact(2)) + HALF == Fraction(5, 2)
