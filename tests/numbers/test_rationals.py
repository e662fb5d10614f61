"""What users write becomes a fraction, and floats of every width are refused with the fraction to write."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq

from theory_lab import numbers as xp
from theory_lab.numbers.whole.rationals import rational, rationals

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "value", [HALF, "1/2", "0.5", Decimal("0.5"), fmpq(1, 2), xp.value(xp.exact(HALF)), xp.exact(HALF), np.array(HALF)[()]]
)
def test_rational_numbers_of_all_kinds(value: object) -> None:
    found = rational(value, "the level")
    assert found == HALF and type(found) is Fraction


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3), "3"])
def test_whole_numbers_of_all_kinds(value: object) -> None:
    found = rational(value, "the level")
    assert found == 3 and type(found) is Fraction and type(found.numerator) is int


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.1, r"the level 0\.1 is a float, .*; write Fraction\(1, 10\), or ratio\(k, n\) for k / n$"),
        (np.float32(0.1), r"the level 0\.1 is a float, .*; write Fraction\(1, 10\), or ratio\(k, n\) for k / n$"),
        (np.float64(2), r"the level 2\.0 is a float, .*; write 2$"),
        (xp.floats(0.25), r"the level 0\.25 is a float, .*; write Fraction\(1, 4\), or ratio\(k, n\) for k / n$"),
        (math.nan, "the level nan is a float, which exact arithmetic does not take$"),
        (math.inf, "the level inf is a float"),
        (None, r"the level None is no rational number; write a whole number or Fraction\(a, b\)"),
        (xp.value(xp.log(2)), r"the level log\(2\) = .* is no rational number"),
        (xp.exact([1, 2]), r"one rational number, not an array of shape \(2,\)"),
        (xp.intervals(1), "not in an array of interval numbers"),
    ],
)
def test_what_is_not_rational_is_refused(value: object, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        rational(value, "the level")


@pytest.mark.parametrize("value", ("1e1000000000", "2.5E+0_99999", "1e-10000", Decimal("1e1000000000")))
def test_exponents_of_five_digits_are_refused_at_once(value: object) -> None:
    """A number of so many digits would be computed for hours."""
    with pytest.raises(ValueError, match="has an exponent of more than four digits"):
        rational(value, "the number")


def test_long_exponents_are_taken() -> None:
    assert rational("1e-0009999", "the number") * 10**9999 == rational("1e0", "the number") == 1


def test_tables_keep_what_was_written() -> None:
    tables = [[[1, HALF]], np.array([[1, HALF]], dtype=object), xp.exact([[1, HALF]]), [list(xp.exact([1, HALF]))]]
    for values in tables:
        found = rationals(values, "the gap")
        assert found.tolist() == [[1, HALF]] and all(type(entry) is Fraction for entry in found.ravel())
    assert rationals(np.array([[1, 2]]), "the gap").tolist() == [[1, 2]]
    assert rationals([], "the gap").shape == (0,)


@pytest.mark.parametrize("values", [[[1, 0.5]], np.array([[0.5]]), np.array([np.float32(0.5)], dtype=object)])
def test_tables_with_a_float_are_refused(values: object) -> None:
    with pytest.raises(TypeError, match=r"the gap 0\.5 is a float"):
        rationals(values, "the gap")


def test_other_arithmetics_have_no_rational_tables() -> None:
    with pytest.raises(TypeError, match="the gap is needed exactly, not in an array of float numbers"):
        rationals(xp.floats([0.5]), "the gap")


def test_exact_arrays_of_a_batch_are_refused() -> None:
    with pytest.raises(xp.Branched):
        rationals(xp.exact([[1, 2]], batched=True), "the gap")
