"""Sums of logarithms of algebraic numbers: ties are found, near-ties are told apart, and what takes too long stays open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.numbers.test_nested import DIGITS, decimal, exact, positive, root
from theory_lab import numbers as xp
from theory_lab.numbers import Undecided, precision
from theory_lab.numbers.reals import logarithms
from theory_lab.numbers.reals.elementary import log_of
from theory_lab.numbers.reals.logarithms import Logarithms
from theory_lab.numbers.reals.real import ZERO, Real, lift

small = st.sampled_from([Fraction(k, n) for k in (-3, -2, -1, 1, 2, 3) for n in (1, 2)])
SUM = root(2) + root(6)  # sqrt(2) (1 + sqrt(3)), whose square is 8 + 4 sqrt(3)


def log(x: Any) -> Real:
    return log_of(lift(x))


TIES = {
    "a sum in another order": (log(root(2) / 5 + root(3)), log(root(3) + root(2) / 5)),
    "a factor": (log(SUM), log(1 + root(3)) + log(2) / 2),
    "a square": (2 * log(SUM), log(8 + 4 * root(3))),
    "a fraction": (log(SUM) / 3, log(8 + 4 * root(3)) / 6),
    "logarithms with forms": (log(SUM) + log(3), log(3 * SUM) + log(Fraction(7, 5)) - log(7) + log(5)),
    "a nested root": (log(root(5 + 2 * root(6))), log(root(2) + root(3))),
    "the logarithm of 1": (log(root(5 + 2 * root(6)) - root(2) - root(3) + 1), ZERO),
    "one that vanishes": (log(SUM) - log(SUM) + log(2), log(2)),
    "an inverse": (-log(root(2) - 1), log(root(2) + 1)),
    "a long power": (log(SUM) * 1000 + log(2), log(SUM) * 1000 + log(4) / 2),
}


@pytest.mark.parametrize("name", TIES)
def test_ties_are_decided_and_near_ties_are_told_apart(name: str) -> None:
    left, right = TIES[name]
    for bits in (64, 256):
        with precision(bits):
            assert left == right and left <= right and left >= right and not left < right
            assert (left - right).sign() == 0 and (right - left).sign() == 0


@pytest.mark.parametrize("digits", [20, 40, 300])
def test_numbers_that_differ_late_have_logarithms_that_do(digits: int) -> None:
    x = SUM + Fraction(1, 10**digits)
    for bits in (64, 256):
        with precision(bits):
            assert log(SUM) < log(x) and log(x) > log(SUM) and log(SUM) != log(x) and 2 * log(x) > log(8 + 4 * root(3))
            gap = log(x) - log(SUM)
            assert gap.sign() == 1 and gap.ball > 0 and (-gap).sign() == -1


def test_without_forms_ties_stay_open() -> None:
    with precision(64, False), pytest.raises(Undecided):
        bool(log(root(2) + root(3)) == log(root(3) + root(2)))


@settings(deadline=None)
@given(st.lists(st.tuples(positive, small), min_size=1, max_size=3), st.booleans())
def test_signs_are_those_of_decimals(terms: list[tuple[Any, Fraction]], same: bool) -> None:
    total = sum((c * log(exact(x)) for x, c in terms), ZERO)
    if same:  # the same once more, as one logarithm
        whole = lift(1)
        for x, c in terms:
            whole *= exact(x) ** int(2 * c)
        total -= log(whole) / 2
    with mpmath.workdps(DIGITS):
        truth = mpmath.mpf(0) if same else sum(c.numerator * mpmath.log(decimal(x)) / c.denominator for x, c in terms)
        expected = 0 if abs(truth) < mpmath.mpf(10) ** (20 - DIGITS) else 1 if truth > 0 else -1
    try:
        assert total.sign() == expected
    except Undecided as reason:
        assert "at most 20,000 are tried" in str(reason) or "their powers are too large" in str(reason)


def test_what_takes_powers_that_are_too_large_stays_open() -> None:
    one, square, cube = log(1 + root(2)), log(3 + 2 * root(2)), log(7 + 5 * root(2))
    assert 11 * one == 4 * square + cube and 1000 * one == 500 * square
    with pytest.raises(Undecided, match="a sum of 3 logarithms of algebraic numbers is 0 is open: their powers are too large"):
        bool(101 * one == 49 * square + cube)
    assert 101 * one < 50 * square + cube, "balls decide"
    assert 11 * one + 3 * log(2) * 997 == 4 * square + cube + 997 * log(8), "powers of rationals are not counted"
    with pytest.raises(Undecided, match="their powers are too large"):
        bool(one + 997 * log(2**40) == log(root(2) + 1) + 40 * 997 * log(2) - log(2 + root(2)) + log(1 + root(2)) + log(2) / 2)


def test_others_have_no_such_terms() -> None:
    one = log(SUM)
    for other in (one * one, one * log(2), one / log(2), one + 1, one * root(2), log(one), one + log(2) * log(3)):
        assert not isinstance(other.form, Logarithms)
    assert (one - log(SUM)).fraction == 0 and (one / 3 - one / 3) * one == 0
    assert isinstance(log(root(5 + 2 * root(6))).form, Logarithms)
    assert isinstance((one * 2 - log(3) / 5).form, Logarithms) and isinstance((one / 3 + 0).form, Logarithms)
    total = ZERO
    for k in range(2, logarithms.MOST_TERMS + 3):
        total += log(root(2) + k)
        assert isinstance(total.form, Logarithms) == (k <= logarithms.MOST_TERMS + 1)


@given(st.lists(fractions(0, 1, 9), min_size=3, max_size=3), st.lists(fractions(0, 1, 9), min_size=3, max_size=3))
def test_the_affinity_of_two_laws_is_symmetric(p: list[Fraction], q: list[Fraction]) -> None:
    assume(any(x * y for x, y in zip(p, q, strict=True)))
    a, b = xp.exact(p), xp.exact(q)
    first, second = (-xp.log(xp.sum(xp.sqrt(x))) for x in (a * b, b[::-1] * a[::-1]))
    assert bool(first == second) and bool(2 * first <= second * 2)
