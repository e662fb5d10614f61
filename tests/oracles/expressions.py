"""Random expressions, as exact numbers and by mpmath at 200 digits."""

from __future__ import annotations

import operator
from fractions import Fraction

import mpmath
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab.numbers.reals.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.reals.real import Real, lift

DIGITS = 200
PRECISION = int(DIGITS * 3.33)
BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
UNARY = {"log": (log_of, mpmath.log), "sqrt": (sqrt_of, mpmath.sqrt), "exp": (exp_of, mpmath.exp)}

small = fractions(-3, 3, 6)
leaves = st.one_of(
    small,
    st.tuples(st.just("log"), fractions(Fraction(1, 6), 12, 6)),
    st.tuples(st.just("sqrt"), fractions(0, 12, 6)),
    st.tuples(st.just("exp"), small),
)
expressions = st.recursive(leaves, lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner), max_leaves=8)


def exact(expression: object) -> Real:
    """The value in exact arithmetic."""
    if isinstance(expression, tuple):
        name, *parts = expression
        values = [exact(part) for part in parts]
        return UNARY[name][0](*values) if name in UNARY else BINARY[name](*values)
    return lift(expression)


def decimal(expression: object) -> mpmath.mpf:
    """The value at the working precision of mpmath."""
    if isinstance(expression, tuple):
        name, *parts = expression
        values = [decimal(part) for part in parts]
        return UNARY[name][1](*values) if name in UNARY else BINARY[name](*values)
    assert isinstance(expression, Fraction)
    return mpmath.mpf(expression.numerator) / expression.denominator
