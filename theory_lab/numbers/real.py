"""Exact numbers: a rational until a log, exp or sqrt, then a ball, with the form that decides ties.

``Real`` is the scalar that gives verdicts.  It holds a rational, an infinity, or an Arb ball together with a normal form
(``forms``) as long as there is one.

Main definitions: ``Real``, ``lift``, ``precision``.

Conventions: ``log 0 = -inf``; ``x / inf = 0``; ``inf - inf``, ``0 * inf`` and division by zero raise.  A comparison of
overlapping balls raises ``Undecided`` unless the form says that the two sides are equal.

References: F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb, ctx, fmpq

from theory_lab.numbers import forms
from theory_lab.numbers.errors import Indeterminate, Undecided
from theory_lab.numbers.forms import Form

track: ContextVar[bool] = ContextVar("track", default=True)
ctx.prec = 64


@contextlib.contextmanager
def precision(bits: int, track_forms: bool = True) -> Iterator[None]:
    """Within the block balls carry ``bits`` bits; without forms it is faster and ties of logarithms stay undecided."""
    before, token = ctx.prec, track.set(track_forms)
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before
        track.reset(token)


class Real:
    """An exact real number or infinity; immutable."""

    __slots__ = ("_ball", "form", "infinite", "q")

    def __init__(self, q: fmpq | None, ball: arb | None = None, form: Form | None = None, infinite: int = 0) -> None:
        if ball is not None and ball.is_nan():
            raise Indeterminate("a ball became nan; an argument left the domain of a function")
        self.q, self._ball, self.form, self.infinite = q, ball, form, infinite

    @property
    def ball(self) -> arb:
        """An enclosure at the precision in force (finite numbers only)."""
        if self._ball is None:
            self._ball = arb(self.q) if self.q is not None else forms.enclosure(self.form or {})
        return self._ball

    @property
    def is_exact(self) -> bool:
        """True for a rational."""
        return self.q is not None

    @property
    def fraction(self) -> Fraction:
        """The rational value; raises ``TypeError`` for a ball or an infinity."""
        if self.q is None:
            raise TypeError(f"{self} is not a rational number")
        return Fraction(int(self.q.p), int(self.q.q))

    def bounds(self) -> tuple[Fraction | float, Fraction | float]:
        """Certain lower and upper ends: equal fractions for a rational, infinities as floats."""
        if self.infinite:
            return self.infinite * math.inf, self.infinite * math.inf
        if self.q is not None:
            return self.fraction, self.fraction
        return _fraction_of(self.ball.lower()), _fraction_of(self.ball.upper())

    def sign(self) -> int:
        """-1, 0 or 1; raises ``Undecided`` when the ball contains zero and the form does not settle it."""
        if self.infinite:
            return self.infinite
        if self.q is not None:
            return (self.q > 0) - (self.q < 0)
        if self.ball > 0:
            return 1
        if self.ball < 0:
            return -1
        if self.ball == 0 or (self.form is not None and forms.is_zero(self.form)):
            return 0
        raise Undecided(f"the sign of {self} is not decided at {ctx.prec} bits")

    def known_form(self) -> Form | None:
        """The normal form, also of a rational; None where there is none."""
        return forms.rational(self.q) if self.q is not None else self.form

    def __add__(self, other: Real) -> Real:
        if self.q is not None and other.q is not None:
            return Real(self.q + other.q)
        if self.infinite or other.infinite:
            if self.infinite * other.infinite < 0:
                raise Indeterminate("inf - inf has no value")
            return self if self.infinite else other
        return finite(self.ball + other.ball, _joined(self, other, forms.add))

    def __neg__(self) -> Real:
        if self.q is not None:
            return Real(-self.q)
        if self.infinite:
            return Real(None, infinite=-self.infinite)
        return Real(None, -self.ball, None if self.form is None else forms.scale(self.form, fmpq(-1)))

    def __sub__(self, other: Real) -> Real:
        return Real(self.q - other.q) if self.q is not None and other.q is not None else self + (-other)

    def __mul__(self, other: Real) -> Real:
        if self.q is not None and other.q is not None:
            return Real(self.q * other.q)
        if self.infinite or other.infinite:
            sign = self.sign() * other.sign()
            if sign == 0:
                raise Indeterminate("0 * inf has no value")
            return Real(None, infinite=sign)
        if self.q == 0 or other.q == 0:
            return ZERO
        return finite(self.ball * other.ball, _joined(self, other, forms.multiply))

    def __truediv__(self, other: Real) -> Real:
        if other.infinite:
            if self.infinite:
                raise Indeterminate("inf / inf has no value")
            return ZERO
        if other.sign() == 0:
            raise ZeroDivisionError(f"{self} is divided by zero")
        if self.q is not None and other.q is not None:
            return Real(self.q / other.q)
        if self.form is not None and other.form is not None and (factor := forms.proportion(self.form, other.form)) is not None:
            return Real(factor)
        return self * _inverse(other)

    def __pow__(self, exponent: int) -> Real:
        if self.q is not None and (exponent >= 0 or self.q):
            return Real(self.q**exponent)
        if exponent < 0:
            return ONE / self**-exponent
        result, square = ONE, self
        while exponent:
            result = result * square if exponent & 1 else result
            exponent >>= 1
            square = square * square if exponent else square
        return result

    def __abs__(self) -> Real:
        try:
            return self if self.sign() >= 0 else -self
        except Undecided:
            return Real(None, abs(self.ball))

    def _order(self, other: Any) -> int:
        return (self - other).sign() if not (self.infinite or other.infinite) else (
            (self.infinite > other.infinite) - (self.infinite < other.infinite)
        )

    def __eq__(self, other: object) -> bool:
        return self._order(lift(other)) == 0

    def __lt__(self, other: Any) -> bool:
        return self._order(lift(other)) < 0

    def __le__(self, other: Any) -> bool:
        return self._order(lift(other)) <= 0

    def __gt__(self, other: Any) -> bool:
        return self._order(lift(other)) > 0

    def __ge__(self, other: Any) -> bool:
        return self._order(lift(other)) >= 0

    def __hash__(self) -> int:
        if self.q is None and not self.infinite:
            raise TypeError(f"{self} is not a rational number and has no hash")
        return hash(self.infinite * math.inf if self.infinite else self.fraction)

    def __float__(self) -> float:
        if self.infinite:
            return self.infinite * math.inf
        return float(self.fraction) if self.q is not None else float(self.ball.mid())

    def __str__(self) -> str:
        if self.infinite:
            return "inf" if self.infinite > 0 else "-inf"
        if self.q is not None:
            return str(self.q)
        digits = self.ball.str(12, radius=self.form is None).strip("[]")
        return digits if self.form is None else f"{forms.text(self.form)} = {digits}"

    __repr__ = __str__


def _fraction_of(exact_ball: arb) -> Fraction:
    mantissa, exponent = exact_ball.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def finite(ball: arb, form: Form | None) -> Real:
    """A ball with its form, back to a rational when the form is one."""
    if form is not None and len(form) <= 1 and (not form or forms.RATIONAL in form):
        return Real(form.get(forms.RATIONAL, forms.ZERO))
    return Real(None, ball, form)


def _joined(left: Real, right: Real, operation: Callable[[Form, Form], Form | None]) -> Form | None:
    if not track.get():
        return None
    a, b = left.known_form(), right.known_form()
    return None if a is None or b is None else operation(a, b)


def _inverse(x: Real) -> Real:
    if x.q is not None:
        return Real(1 / x.q)
    return finite(1 / x.ball, None if x.form is None else forms.invert(x.form))


ZERO, ONE = Real(fmpq(0)), Real(fmpq(1))
INFINITY = Real(None, infinite=1)


def lift(value: Any) -> Real:
    """A Real from a Real, a whole number, a fraction, a flint rational or an infinity."""
    if isinstance(value, Real):
        return value
    if isinstance(value, float) and math.isinf(value):
        return INFINITY if value > 0 else -INFINITY
    if isinstance(value, Fraction):
        return Real(fmpq(value.numerator, value.denominator))
    if isinstance(value, fmpq):
        return Real(value)
    if isinstance(value, int | np.integer):
        return Real(fmpq(int(value)))
    raise TypeError(f"{value!r} is not exact; write a whole number or Fraction(a, b)")
