"""Exact numbers: a rational until a log, exp or root, then a ball, with the form that decides ties.

``Real`` is the scalar that gives verdicts.  It holds a rational, an infinity, or an Arb ball together with a normal form
(``forms``) as long as there is one, else the expression of an algebraic number (``nested``) or logarithms of such numbers
(``logarithms``).  Forms are made by need (``deferred``): a number whose form is not made yet is pending.

Main definitions: ``Real``, ``lift``.

Conventions: ``x / inf = 0``; ``inf - inf``, ``0 * inf``, ``inf / inf`` raise ``Indeterminate``.  Overlapping balls are
compared by forms: equal if that of the difference vanishes, else at 4 and 16 times the precision; by expressions, at the
precision that tells them apart if they differ; the rest is ``Undecided``.

References: F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from numbers import Number, Rational
from typing import Any

import numpy as np
from flint import arb, ctx, fmpq

from theory_lab.numbers.ground.refusals import NO_GUESS, instead
from theory_lab.numbers.reals import deferred, ends, forms, logarithms
from theory_lab.numbers.reals.deferred import Deferred, Formed, Known, Maker
from theory_lab.numbers.reals.errors import Divided, Indeterminate, Undecided
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.precisions import strict, track
from theory_lab.numbers.reals.text import described


def _comparison(relation: Callable[[Any, Any], bool]) -> Callable[[Real, Any], bool]:
    def compared(self: Real, other: Any) -> bool:
        if type(other) is not Real:
            return self._mixed(relation, other)
        p, q = self._q, other._q
        if p is not None and q is not None:
            return relation(_sign_of(p - q if q else p), 0)
        if self.infinite or other.infinite:
            return relation(self.infinite, other.infinite)
        x: Any = self._ball if p is None else p
        y: Any = other._ball if q is None else q
        gap = x - y
        if gap > 0:
            return relation(1, 0)
        return relation(-1 if gap < 0 else (self - other).sign(), 0)

    return compared


class Real(Formed):
    """An exact real number or infinity; whole numbers and fractions mix in, floats raise ``TypeError``."""

    __slots__ = ("infinite",)

    def __init__(
        self, q: fmpq | None, ball: arb | None = None, form: Known = None, infinite: int = 0, pending: Deferred | None = None
    ) -> None:
        if ball is not None and not ball.is_finite():
            raise Indeterminate("a ball became nan") if ball.is_nan() else Undecided(f"a ball has no bounds at {ctx.prec} bits")
        self._q = q  # one by one: a tuple takes a tenth longer, and a recheck makes hundreds of millions of these
        self._ball = ball
        self._form = form
        self.infinite = infinite
        self.pending = pending

    @property
    def ball(self) -> arb:
        """An enclosure of a finite number."""
        if self._q is not None:
            return arb(self._q)
        if self._ball is None:
            raise Indeterminate(f"{self} has no enclosure")
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
        """Certain lower and upper ends: equal fractions for a rational, infinities as floats (see ``ends``)."""
        if self.infinite:
            return self.infinite * math.inf, self.infinite * math.inf
        return (self.fraction, self.fraction) if self.q is not None else ends.rational_ends(self.ball)

    def float_bounds(self) -> tuple[float, float]:
        """The tightest certain ends among floats."""
        if self.infinite:
            return self.infinite * math.inf, self.infinite * math.inf
        return ends.float_ends(self.ball if self._q is None else self._q)

    def sign(self) -> int:
        """-1, 0 or 1; raises ``Undecided`` when the ball contains zero and the form does not settle it."""
        if self._q is not None:
            return _sign_of(self._q)
        if self.infinite:
            return self.infinite
        if not (self.ball > 0 or self.ball < 0):
            if self.ball.is_zero():
                return 0
            if self.pending is not None:
                self.settle()
                return self.sign()
            if self.form is None:
                raise Undecided(f"whether {self}, with no normal form, is 0 is open at {ctx.prec} bits")
            ball = logarithms.settled(self.form)
            if ball.is_zero():
                return 0
            self._ball = ball
        return 1 if self.ball > 0 else -1

    def _mixed(self, operation: Callable[[Real, Real], Any], other: Any) -> Any:
        return operation(self, lift(other)) if isinstance(other, Number | fmpq) else NotImplemented

    def __add__(self, other: Any) -> Real:
        if type(other) is not Real:
            return self._mixed(operator.add, other)
        p, q = self._q, other._q
        if p is not None and q is not None:
            return Real(p + q)
        if self.infinite or other.infinite:
            if self.infinite * other.infinite < 0:
                raise Indeterminate("inf - inf has no value")
            return self if self.infinite else other
        x: Any = self._ball if p is None else p
        y: Any = other._ball if q is None else q
        return made(x + y, deferred.SUM, self, other)

    def __neg__(self) -> Real:
        if self._q is not None:
            return Real(-self._q)
        if self.infinite:
            return Real(None, infinite=-self.infinite)
        if self.pending is not None:
            return Real(None, -self.ball, pending=deferred.later(deferred.negated, self))
        return Real(None, -self.ball, None if self._form is None else logarithms.negative(self._form))

    def __sub__(self, other: Any) -> Real:
        if type(other) is not Real:
            return self._mixed(operator.sub, other)
        p, q = self._q, other._q
        if p is not None and q is not None:
            return Real(p - q)
        if self.infinite or other.infinite:
            return self + -other
        x: Any = self._ball if p is None else p
        y: Any = other._ball if q is None else q
        return made(x - y, deferred.difference, self, other)

    def __rsub__(self, other: Any) -> Real:
        return -self + other

    def __mul__(self, other: Any) -> Real:
        if type(other) is not Real:
            return self._mixed(operator.mul, other)
        p, q = self._q, other._q
        if p is not None and q is not None:
            return Real(p * q)
        if self.infinite or other.infinite:
            sign = self.sign() * other.sign()
            if sign == 0:
                raise Indeterminate("0 * inf has no value (xp.xlogx and xp.kl_term say what p log p and p log(p/q) are at p = 0)")
            return Real(None, infinite=sign)
        if p == 0 or q == 0:
            return ZERO
        x: Any = self._ball if p is None else p
        y: Any = other._ball if q is None else q
        return made(x * y, deferred.PRODUCT, self, other)

    def __truediv__(self, other: Any) -> Real:
        if type(other) is not Real:
            return self._mixed(operator.truediv, other)
        p, q = self._q, other._q
        if p is not None and q is not None and q:
            return Real(p / q)
        if self.infinite and other.infinite:
            raise Indeterminate("inf / inf has no value")
        sign = other.sign()
        if sign == 0:
            raise Divided(f"{self} is divided by zero")
        p, q = self._q, other._q  # a sign may make a form, and the form show a rational
        if p is not None and q is not None:
            return Real(p / q)
        if p == 0 or other.infinite:
            return ZERO
        if self.infinite:
            return Real(None, infinite=self.infinite * sign)
        x: Any = self._ball if p is None else p
        y: Any = other._ball if q is None else q
        return made(x / y, deferred.QUOTIENT, self, other)

    __radd__, __rmul__ = __add__, __mul__

    def __rtruediv__(self, other: Any) -> Real:
        return self._mixed(lambda x, y: y / x, other)

    def root(self, index: int) -> Real:
        """The root of a nonnegative number."""
        if self.infinite > 0 or index == 1:
            return self
        sign = self.sign()
        if sign < 0:
            raise Indeterminate(f"{'square ' if index == 2 else ''}root of the negative number {self}")
        if not sign:
            return ZERO
        return made(forms.rooted(self.ball, index), deferred.rooted(index), self)

    def __pow__(self, exponent: int | Fraction) -> Real:
        if type(exponent) is not int and isinstance(exponent, Fraction):
            return self.root(exponent.denominator) ** exponent.numerator
        if exponent < 0:
            return ONE / self**-exponent
        if self.pending is not None and exponent > 1:
            return made(deferred.powered(fmpq(1), self._ball, exponent), deferred.raised(exponent), self)
        if self._q is not None:
            return Real(deferred.power(self._q, exponent))
        too_long = isinstance(self._form, Form) and forms.growth(self._form) * exponent > deferred.MOST_BITS
        return deferred.powered(ONE, Real(None, self._ball) if too_long else self, exponent)

    def __abs__(self) -> Real:
        try:
            return self if self.sign() >= 0 else -self
        except Undecided:
            return Real(None, arb(0).union(self.ball.abs_upper()))

    __eq__ = _comparison(operator.eq)
    __lt__, __le__ = _comparison(operator.lt), _comparison(operator.le)
    __gt__, __ge__ = _comparison(operator.gt), _comparison(operator.ge)

    def __bool__(self) -> bool:
        return self.sign() != 0

    def __hash__(self) -> int:
        return hash(self.infinite * math.inf if self.infinite else self.fraction)

    def __float__(self) -> float:
        if strict.get():
            raise TypeError(NO_GUESS)
        if self.infinite:
            return self.infinite * math.inf
        try:
            return float(self.ball.mid()) if self._q is None else float(self.fraction)
        except OverflowError:
            return self.sign() * math.inf

    def __str__(self) -> str:
        if self.infinite:
            return str(self.infinite * math.inf)
        return described(self.ball, self.known_form()) if self.q is None else str(self.q)

    __repr__ = __str__


def _sign_of(q: fmpq) -> int:
    return 0 if not q else 1 if q.p > 0 else -1


def made(ball: arb, make: Maker, *parts: Real) -> Real:
    """A ball whose form is made of its parts by need; without one where none are kept or a part has none."""
    later = deferred.later(make, *parts) if track.get() else None
    number = Real(None, ball, None, 0, later)
    if later is not None and later[2] > deferred.MOST_STEPS:
        number.settle()
    return number


ZERO, ONE, INFINITY = Real(fmpq(0)), Real(fmpq(1)), Real(None, infinite=1)


def lift(value: Any) -> Real:
    """A Real from a Real, a whole number, a fraction, a flint rational or an infinity."""
    if type(value) is int:  # most are, and an abstract class is asked for a microsecond
        return Real(fmpq(value))
    if isinstance(value, Real):
        return value
    if isinstance(value, Rational):
        return Real(fmpq(int(value.numerator), int(value.denominator)))
    if isinstance(value, fmpq):
        return Real(value)
    if isinstance(value, float) and math.isinf(value):
        return INFINITY if value > 0 else -INFINITY
    if isinstance(value, float | np.floating):
        raise TypeError(f"the float {value!s} is not exact{instead(value)}")
    raise TypeError(f"{value!r} is not exact; write a whole number or Fraction(a, b)")
