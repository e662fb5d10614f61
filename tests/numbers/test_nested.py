"""Roots of sums: ties are found, near-ties are not declared equal, and no number but 0 lies below its bound."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from flint import fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab.numbers import Undecided, precision
from theory_lab.numbers.reals import forms, nested
from theory_lab.numbers.reals.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.reals.nested import Nested
from theory_lab.numbers.reals.real import Real, lift

DIGITS = 400
small = fractions(Fraction(1, 5), 5, 5)
indices = st.sampled_from([2, 3, 4, 5])
leaves = st.one_of(small, st.tuples(st.just("root"), small, indices))
positive = st.recursive(
    leaves,
    lambda inner: st.one_of(st.tuples(st.sampled_from("+*/"), inner, inner), st.tuples(st.just("root"), inner, indices)),
    max_leaves=5,
)


def value(expression: Any, constant: Callable[[Fraction], Any], root: Callable[[Any, int], Any]) -> Any:
    """A sum, product, quotient or root of positive numbers, in the arithmetic of the two functions."""
    if isinstance(expression, Fraction):
        return constant(expression)
    name, first, second = expression
    x = value(first, constant, root)
    if name == "root":
        return root(x, second)
    y = value(second, constant, root)
    return x + y if name == "+" else x * y if name == "*" else x / y


def exact(expression: Any) -> Real:
    return value(expression, lift, lambda x, k: x ** Fraction(1, k))


def decimal(expression: Any) -> mpmath.mpf:
    return value(expression, lambda c: mpmath.mpf(c.numerator) / c.denominator, mpmath.root)


def symbolic(expression: Any) -> sympy.Expr:
    return value(expression, lambda c: sympy.Rational(c.numerator, c.denominator), lambda x, k: x ** sympy.Rational(1, k))


def bound(x: Real) -> tuple[int, int]:
    """The bounds on the degree and the size of an algebraic number."""
    expression = x.expression()
    assert expression is not None
    return nested.separation(nested._nodes(expression))


def root(x: Any, k: int = 2) -> Real:
    return lift(x) ** Fraction(1, k)


TIES = {
    "sqrt(2) + sqrt(3)": (root(2) + root(3), root(5 + 2 * root(6))),
    "a cube": (root(7 + 5 * root(2), 3), 1 + root(2)),
    "Ramanujan's cubes": (root(root(2, 3) - 1, 3), root(Fraction(1, 9), 3) - root(Fraction(2, 9), 3) + root(Fraction(4, 9), 3)),
    "Ramanujan's squares": (root(root(5, 3) - root(4, 3)), (root(2, 3) + root(20, 3) - root(25, 3)) / 3),
    "Shanks": (
        root(5) + root(22 + 2 * root(5)),
        root(11 + 2 * root(29)) + root(16 - 2 * root(29) + 2 * root(55 - 10 * root(29))),
    ),
    "a root of a root": (root(root(2 + root(3)), 3), root(2 + root(3), 6)),
    "a quotient": (1 / root(2 + root(3)), root(2 - root(3))),
}


@pytest.mark.parametrize("name", TIES)
def test_ties_are_decided_and_near_ties_are_told_apart(name: str) -> None:
    left, right = TIES[name]
    for bits in (64, 256):
        with precision(bits):
            assert left == right and left <= right and left >= right and not left < right
            for small in (Fraction(1, 10**40), Fraction(1, 10**300)):
                assert left + small > right and left - small < right and left + small != right


def test_without_forms_ties_stay_open() -> None:
    with precision(64, False), pytest.raises(Undecided):
        bool(root(2) + root(3) == root(5 + 2 * root(6)))


TWO, THREE = ("root", Fraction(2), 2), ("root", Fraction(3), 2)
GOLDEN = ("/", ("+", Fraction(3), ("root", Fraction(5), 2)), Fraction(2))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("+", TWO, THREE), ("root", ("+", Fraction(5), ("root", Fraction(24), 2)), 2)),
        (("+", TWO, THREE), ("root", ("+", Fraction(5), ("root", Fraction(23), 2)), 2)),
        (("root", ("+", Fraction(7), ("root", Fraction(50), 2)), 3), ("+", Fraction(1), TWO)),
        (("root", ("+", Fraction(7), ("root", Fraction(50), 2)), 3), ("+", Fraction(1), ("root", Fraction(2), 3))),
        (("root", ("+", Fraction(9), ("root", Fraction(80), 2)), 3), GOLDEN),
        (("root", ("+", Fraction(9), ("root", Fraction(79), 2)), 3), GOLDEN),
        (("root", ("+", Fraction(1), TWO), 2), ("root", ("+", Fraction(3), ("root", Fraction(8), 2)), 4)),
    ],
)
def test_minimal_polynomials_decide_the_same(left: Any, right: Any) -> None:
    x = sympy.Symbol("x")
    is_tie = sympy.minimal_polynomial(symbolic(left) - symbolic(right), x) == x
    assert (exact(left) == exact(right)) == is_tie


@settings(deadline=None)
@given(positive, positive, st.booleans())
def test_no_number_but_zero_lies_below_its_bound(first: Any, second: Any, same: bool) -> None:
    gap = exact(first) - (exact(first) * 2 - exact(first) if same else exact(second))
    assume(gap.expression() is not None)
    degree, bits = bound(gap)
    assume(bits < 50_000)
    with mpmath.workprec(bits + 200):
        truth = decimal(first) - (decimal(first) if same else decimal(second))
        least = mpmath.mpf(2) ** -bits * (1 - mpmath.mpf(2) ** -100)  # what is as small as the bound may have been rounded down
        assert abs(truth) >= least or abs(truth) <= mpmath.mpf(2) ** -(bits + 100)
        sign = 0 if abs(truth) <= mpmath.mpf(2) ** -(bits + 100) else 1 if truth > 0 else -1
    assume(bits <= nested.MOST_BITS)
    assert degree >= 1 and gap.sign() == sign and (not same or sign == 0)


@settings(deadline=None)
@given(positive, positive, positive, indices)
def test_laws_of_fractions_and_roots_hold_among_nested_roots(a: Any, b: Any, c: Any, k: int) -> None:
    x, y, z = exact(a), exact(b), exact(c)
    for left, right in [((x + y) * z, x * z + y * z), (x / y + z / y, (x + z) / y), (root(x, k) * root(y, k), root(x * y, k))]:
        try:
            assert left == right and left <= right
            assert left + Fraction(1, 10**60) > right
        except Undecided as reason:
            assert "bits, and at most 20,000 are tried" in str(reason)


@settings(deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([2, 3, 5, 6, 7]), st.integers(2, 6))
def test_roots_undo_powers_of_sums(a: int, b: int, n: int, k: int) -> None:
    base = a + b * root(n)
    whole = base**k
    assert root(whole, k) == base and root(whole + root(Fraction(1, 10**80)), k) > base
    assert root(whole, k) ** k == whole


@pytest.mark.parametrize("power", [1, 2, 5, 30])
def test_the_bound_is_attained(power: int) -> None:
    """``(sqrt(2) - 1)**k`` is the least that its conjugate ``(-sqrt(2) - 1)**k`` allows."""
    leaf = nested.leaf(forms.Form({((2, 2), (0, 1), ()): forms.fmpq(1), forms.RATIONAL: forms.fmpq(-1)}))
    assert leaf is not None
    product = leaf
    for _ in range(power - 1):
        product = nested.combined(forms.multiply, product, leaf)
        assert product is not None
    degree, bits = nested.separation(nested._nodes(product))
    assert degree == 2 and bits == math.ceil(power * math.log2(1 + math.sqrt(2)))


def raised(x: Real, n: int) -> Real:
    """A power that is kept as products."""
    factor = x.expression()
    assert factor is not None
    product = factor
    for _ in range(n - 1):
        multiplied = nested.combined(forms.multiply, product, factor)
        assert multiplied is not None
        product = multiplied
    return Real(None, x.ball**n, product)


@pytest.mark.parametrize(
    ("x", "loss"),
    [
        (root(2, 3) - 1, 1.21),  # its conjugates are 1.94 in size, and bounded by 2.26
        (1 / root(1 + root(2)), 1.0),
        (root(1 / (1 + root(2)), 3), 1.0),
        (root(root(2) - 1, 3), 5.0),  # the radicand has degree 2, and the root 6
        (root(5 + 2 * root(6)) - root(3) - 1 - root(2) / 4, 40.0),
    ],
)
@pytest.mark.parametrize("n", [1, 7, 40])
def test_small_numbers_come_close_to_their_bounds(x: Real, loss: float, n: int) -> None:
    with precision(1024):
        truth = -n * math.log2(float(abs(x)))
        assert truth <= bound(raised(x, n))[1] <= loss * truth + 1


ROOT = root(1 + root(2))
U = math.sqrt(1 + math.sqrt(2))  # which bounds its conjugates


@pytest.mark.parametrize(
    ("x", "degree", "above", "below"),
    [
        (ROOT, 4, U, 1),
        (1 / ROOT, 4, 1, U),
        (ROOT + 1 / ROOT, 4, U**2 + 1, U),
        (1 / ROOT + 1 / root(1 + root(3)), 16, U + math.sqrt(1 + math.sqrt(3)), U * math.sqrt(1 + math.sqrt(3))),
        (ROOT * (1 / lift(3)), 4, U, 3),
        (ROOT / 3 / (ROOT / 5), 4, 5 * U, 3 * U),
        (ROOT / Fraction(2, 3), 4, 3 * U, 2),
        (root(ROOT / 3, 3), 12, U, (3 * U**2) ** (1 / 3)),
        (root(ROOT * Fraction(50, 101), 3), 12, 50 * U, (101 * 2500 * U**2) ** (1 / 3)),
        (root(ROOT * Fraction(7, 2), 3), 12, (7 * U * 4) ** (1 / 3), 2),
        ((1 + root(2)) / (1 + root(3)) + 0 * ROOT, 4, 1 + math.sqrt(2), 1 + math.sqrt(3)),
        (Fraction(1, 6) + root(2) / 4 - root(3), 4, 2 + 3 * math.sqrt(2) + 12 * math.sqrt(3), 12),
        (root(2, 4) + root(2, 6), 12, 2 ** (1 / 4) + 2 ** (1 / 6), 1),
    ],
)
def test_the_rules_of_the_bound(x: Real, degree: int, above: float, below: float) -> None:
    """Numerator and denominator, worked out by hand."""
    assert bound(x) == (degree, math.ceil((degree - 1) * math.log2(above) + math.log2(below)))


@pytest.mark.parametrize(
    ("x", "degree"),
    [
        (root(1 + root(2)) - root(1 + root(2)), 4),  # equal roots count once
        (root(1 + root(2)) + root(1 + root(8)), 8),
        (root(1 + root(2) + root(3) + root(6)), 8),  # the root of 6 lies in the field of the others
        (root(1 + root(2, 3) + root(2)), 12),
        (root(1 + root(72, 3) + root(9, 3)), 6),  # 72 = 8 * 9
    ],
)
def test_degrees_count_different_roots(x: Real, degree: int) -> None:
    assert bound(x)[0] == degree


@pytest.mark.parametrize("k", range(248, 265))
def test_what_is_as_small_as_its_bound_is_not_called_zero(k: int) -> None:
    """``sqrt(4**k + 1) - 2**k`` is just above its bound; a ball of 512 bits around it meets 0 and is hardly wider."""
    for more, sign in ((1, 1), (0, 0), (-1, -1)):
        root = Nested(2, Nested(forms.rational(fmpq(4**k + more))))
        ball = nested.settled(Nested(forms.add, root, Nested(forms.rational(fmpq(-(2**k))))))
        assert (ball > 0) - (ball < 0) == sign and ball.is_zero() == (not sign)


def test_what_is_out_of_reach_stays_open_in_a_sentence() -> None:
    total = lift(0)
    for n in range(2, 40):
        total += root(1 + root(n))
    with pytest.raises(
        Undecided, match=r"degree may be over 1,000,000,000, .* may be over 1,000,000,000 bits, and at most 20,000 are"
    ):
        bool(total == total * 2 / 2)
    assert total + Fraction(1, 10**100) > total
    many = root(10**200 + root(1 + root(1 + root(1 + root(1 + root(2), 3), 3), 3), 3), 3)
    with pytest.raises(Undecided, match=r"open at 4,096 bits; its degree may be 486, so that"), precision(256):
        bool(many * (1 + many) == many + many**2)


def test_logarithms_and_exponentials_have_no_bound() -> None:
    for other in (log_of(lift(2)), exp_of(lift(1))):
        mixed = root(1 + root(2)) + other
        assert mixed.form is None and root(1 + other).form is None
        with pytest.raises(Undecided):
            bool(mixed == other + root(1 + root(2)))


def test_expressions_with_too_many_parts_or_too_high_an_index_are_given_up() -> None:
    x = root(1 + root(2))
    for _ in range(9):
        x = x + x
    assert isinstance(x.form, Nested) and (x + x).form is None and root(x + x).form is None
    assert root(1 + root(2), nested.MOST_BITS + 1).form is None and isinstance(root(1 + root(2), 7).form, Nested)
    with precision(256):
        assert 1 < root(2, 10**30) < 1 + Fraction(1, 10**29)


def test_equal_sums_in_long_loops_are_decided() -> None:
    """Graphs are gone through without recursion."""
    x, total = root(1 + root(2)), lift(0)
    for _ in range(500):
        total += x
    assert total == 500 * x and -total == -500 * x and abs(total - 500 * x) == 0


def test_parts_whose_first_balls_meet_zero_are_enclosed_later() -> None:
    """A divisor and a radicand so small that their balls meet 0 at the precision of the comparison."""
    with precision(64):
        tiny = root(10**60 + 1) - 10**30
        part = root(2 + root(3)) * root(tiny)
        assert part / root(tiny) == root(2 + root(3)) and part > 0


def test_a_zero_found_by_its_bound_divides_nothing() -> None:
    zero = root(2) + root(3) - root(5 + 2 * root(6))
    with pytest.raises(ZeroDivisionError):
        1 / zero
    assert sqrt_of(zero) == 0 and root(zero, 3) == 0 and (zero * root(1 + root(2))).sign() == 0 and zero**2 == 0


@pytest.mark.parametrize(
    ("weights", "p"), list(itertools.product([(1, 1), (1, 2, 3)], [Fraction(1, 3), Fraction(3, 2), Fraction(-1, 2)]))
)
def test_power_means_of_equal_numbers_are_ties(weights: tuple[int, ...], p: Fraction) -> None:
    for x in (lift(Fraction(2, 7)), 2 + root(2), root(1 + root(5), 3)):
        mean = sum((w * x**p for w in weights), lift(0)) / sum(weights)
        assert mean ** (1 / p) == x and (mean + Fraction(1, 10**50)) ** (1 / p) != x
