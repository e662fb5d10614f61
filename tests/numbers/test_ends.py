"""Ends of balls: the tightest floats, exact fractions, and no end is ever too long to write."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.numbers import precision
from theory_lab.numbers.reals.ends import MOST_BITS, float_ends, rational_ends

fractions = st.builds(lambda q, k: q * Fraction(2) ** k, st.fractions(max_denominator=10**6), st.integers(-1110, 1030))


def as_fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def is_tight(value: Fraction, low: float, high: float) -> bool:
    """Whether the ends are the nearest floats on either side."""
    below, above = math.nextafter(low, math.inf), math.nextafter(high, -math.inf)
    holds = (low == -math.inf or Fraction(low) <= value) and (high == math.inf or value <= Fraction(high))
    tight_low = low == high or below == math.inf or Fraction(below) > value
    return holds and tight_low and (low == high or above == -math.inf or Fraction(above) < value)


@given(fractions)
def test_float_ends_of_rationals_are_the_nearest_floats(value: Fraction) -> None:
    assert is_tight(value, *float_ends(as_fmpq(value)))


@given(fractions, fractions, st.sampled_from([2, 30, 53, 64, 200]))
def test_float_ends_of_balls_are_the_nearest_floats_of_their_ends(x: Fraction, y: Fraction, bits: int) -> None:
    with precision(bits):
        ball = arb(as_fmpq(x)).union(arb(as_fmpq(y))) if y > x else arb(as_fmpq(x))
        (low, high), (lower, upper) = float_ends(ball), rational_ends(ball)
    assert isinstance(lower, Fraction) and isinstance(upper, Fraction)
    assert lower <= x <= upper
    assert low == float_ends(as_fmpq(lower))[0] and high == float_ends(as_fmpq(upper))[1]


@pytest.mark.parametrize("exponent", [10**10, 10**21])
def test_enormous_and_tiny_numbers_have_ends(exponent: int) -> None:
    """Written out, the first of these has 14 billion bits; FLINT ends the process over the others."""
    largest, least = 1.7976931348623157e308, 5e-324
    huge, tiny = (xp.exp(xp.exact(sign * exponent)) for sign in (1, -1))
    assert xp.value(xp.intervals(huge)) == (largest, math.inf)
    assert xp.value(xp.intervals(-huge)) == (-math.inf, -largest)
    assert xp.value(xp.intervals(tiny)) == (0.0, least)
    assert xp.value(xp.intervals(-tiny)) == (-least, 0.0)
    assert xp.value(huge).bounds() == (Fraction(2**MOST_BITS), math.inf)
    assert xp.value(-huge).bounds() == (-math.inf, -Fraction(2**MOST_BITS))
    assert xp.value(tiny).bounds() == (0, Fraction(1, 2**MOST_BITS))
    assert xp.value(-tiny).bounds() == (-Fraction(1, 2**MOST_BITS), 0)
    assert float(xp.value(huge)) == math.inf and float(xp.value(tiny)) == 0
    assert bool(huge > 1) and bool(tiny < xp.ratio(1, 10**9)) and bool(huge * tiny == 1)
    assert str(xp.value(huge)).startswith(f"exp({exponent}) = ")


def test_the_length_of_a_number_is_that_of_mantissa_and_exponent() -> None:
    """``3 2**k`` has ``k + 2`` bits: as a fraction up to the limit, and a bound beyond it."""
    for bits, written in ((MOST_BITS, True), (MOST_BITS + 1, False)):
        low, high = rational_ends(arb(3) * arb(2) ** (bits - 2))
        assert low == Fraction(3 << bits - 2 if written else 1 << MOST_BITS) and high == (low if written else math.inf)


def test_an_exponential_without_bounds_says_so() -> None:
    with pytest.raises(xp.Undecided, match="a ball has no bounds at 64 bits"):
        xp.exp(xp.exact(10) ** 3000)


def test_an_exact_constant_of_every_size_goes_into_intervals() -> None:
    for value in (Fraction(10**400), Fraction(-1, 10**400), Fraction(1, 3), Fraction(0)):
        assert xp.value(xp.intervals(xp.exact(value))) == float_ends(as_fmpq(value))
    assert xp.intervals(xp.exact([1, xp.ratio(1, 2)])).payload.is_point
