"""Enclosures of numbers between two floats, and their elementwise functions.

An ``Interval`` holds two NumPy arrays between which the exact values lie.  Ends are rounded outward; sums,
products, quotients and roots of exact floats stay exact where a float is the result, so that zeros, ones and
small whole numbers never blur.  JAX is never involved: XLA does not round reliably.

Main definitions: ``Interval``, the constructors ``point``, ``rational``, ``constant``, ``lifted``; functions.

Conventions: an interval says where a value lies if there is one.  Arguments of ``log`` and ``sqrt`` are cut
to the domain; ``log 0 = -inf``.  ``0 * inf``, ``inf - inf``, logarithms of negative numbers, quotients by 0
have no value: they give the whole line, and a doubt (``doubts``).  A nonnegative ``x`` over ``[0, h]`` lies in ``[x/h, inf]``.

References: IEEE 1788-2015, "Standard for Interval Arithmetic".
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import doubts, rounding
from theory_lab.numbers.arithmetics.rounding import outward
from theory_lab.numbers.ground.refusals import instead


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """Float arrays of lower and upper ends, batch axis last; one array twice for exact numbers."""

    lo: np.ndarray
    hi: np.ndarray

    def __post_init__(self) -> None:
        rounding.self_test()

    @property
    def is_point(self) -> bool:
        """True when both ends are one array."""
        return self.lo is self.hi


def point(values: np.ndarray) -> Interval:
    """The exact values of a float array."""
    array = np.asarray(values)
    if array.dtype not in (np.float64, np.float32):
        raise TypeError(f"an array of {array.dtype} is not an array of floats; use rational or lifted")
    if np.isnan(array).any():
        raise ValueError("nan is not a number that can be enclosed")
    exact = array.astype(np.float64, copy=False)
    return Interval(exact, exact)


def rational(numerators: np.ndarray, denominators: np.ndarray) -> Interval:
    """The quotients of whole numbers below 2**53; exact where they are floats."""
    for part in (numerators, denominators):
        if part.dtype.kind not in "iu":
            raise TypeError(f"an array of {part.dtype} is not an array of whole numbers; use an integer type")
        large = part[(part >= 2**53) | (part <= -(2**53))]
        if large.size:
            raise ValueError(f"the whole number {large[0]} is too large; its size must be below 2**53")
    if not denominators.all():
        raise ValueError("a denominator is 0; it must be another whole number")
    return divide(point(numerators.astype(np.float64)), point(denominators.astype(np.float64)))


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, float) and math.isinf(value):
        return value, value
    if isinstance(value, float | np.floating):
        raise TypeError(f"the float {value!s} is not exact{instead(value)}")
    if not isinstance(value, int | np.integer | Fraction):
        raise TypeError(f"{value!r} is not exact; write a whole number or Fraction(a, b)")
    exact = value if isinstance(value, Fraction) else Fraction(int(value))
    try:
        nearest = exact.numerator / exact.denominator
    except OverflowError:
        nearest = math.inf if exact > 0 else -math.inf
    lo = nearest if nearest <= exact else math.nextafter(nearest, -math.inf)
    return lo, nearest if nearest >= exact else math.nextafter(nearest, math.inf)


def lifted(values: Any) -> Interval:
    """Enclosures of nested exact numbers, without a batch axis added."""
    ends = np.frompyfunc(_ends, 1, 2)(np.asarray(values, dtype=object))
    lo, hi = (np.asarray(end, dtype=float) for end in ends)
    return Interval(lo, lo if (lo == hi).all() else hi)


def constant(value: Any) -> Interval:
    """A payload of one number."""
    return lifted([value])


def restructure(f: Callable[..., np.ndarray], *payloads: Interval) -> Interval:
    """Apply a structural or nondecreasing NumPy function to both ends."""
    lo = f(*(x.lo for x in payloads))
    return Interval(lo, lo if all(x.is_point for x in payloads) else f(*(x.hi for x in payloads)))


def shape(payload: Interval) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.lo.shape


def _is_nonnegative(x: Interval) -> bool:
    return bool(x.lo.min(initial=0.0) >= 0)


def _is_infinite(x: Interval) -> np.ndarray:
    return np.isinf(x.lo) | np.isinf(x.hi)


def _zero_and_infinite(x: Interval, y: Interval) -> np.ndarray:
    return (x.lo <= 0) & (x.hi >= 0) & _is_infinite(y)


def _opposite_infinities(x: Interval, y: Interval) -> np.ndarray:
    return ((x.hi == np.inf) & (y.lo == -np.inf)) | ((x.lo == -np.inf) & (y.hi == np.inf))


def _unless(undefined: Callable[[], np.ndarray], lo: np.ndarray, hi: np.ndarray) -> Interval:
    """The interval, or the whole line where a form has no value, which needs an infinite end."""
    if not (np.isfinite(lo).all() and np.isfinite(hi).all()) and (whole := undefined()).any():
        doubts.note(whole)
        lo, hi = np.where(whole, -np.inf, lo), np.where(whole, np.inf, hi)
    return Interval(lo, hi)


def negative(x: Interval) -> Interval:
    """Elementwise negation."""
    lo = -x.hi
    return Interval(lo, lo if x.is_point else -x.lo)


def add(x: Interval, y: Interval) -> Interval:
    """Elementwise sum."""
    lo, hi = outward(rounding.total, (x.lo, y.lo), (x.hi, y.hi))
    return _unless(lambda: _opposite_infinities(x, y), lo, hi)


def subtract(x: Interval, y: Interval) -> Interval:
    """Elementwise difference."""
    return add(x, negative(y))


def multiply(x: Interval, y: Interval) -> Interval:
    """Elementwise product."""
    signs = [_is_nonnegative(x), _is_nonnegative(y)]
    for a, b, nonnegative in ((x, y, signs[0]), (y, x, signs[1])):
        if not nonnegative and a.hi.max(initial=0.0) <= 0:
            return negative(multiply(negative(a), b))
    if all(signs):
        lo, hi = outward(rounding.product, (x.lo, y.lo), (x.hi, y.hi))
    elif any(signs):
        a, b = (x, y) if signs[0] else (y, x)
        low = a.lo if a.is_point else np.where(b.lo >= 0, a.lo, a.hi)
        high = a.hi if a.is_point else np.where(b.hi >= 0, a.hi, a.lo)
        lo, hi = outward(rounding.product, (low, b.lo), (high, b.hi))
    else:
        factors = itertools.product(*((v.lo,) if v.is_point else (v.lo, v.hi) for v in (x, y)))
        lows, highs = zip(*(outward(rounding.product, pair, pair) for pair in factors), strict=True)
        lo, hi = functools.reduce(np.minimum, lows), functools.reduce(np.maximum, highs)
    return _unless(lambda: _zero_and_infinite(x, y) | _zero_and_infinite(y, x), lo, hi)


def divide(x: Interval, y: Interval) -> Interval:
    """Elementwise quotient."""
    if not y.lo.min(initial=np.inf) > 0:
        return _signed_quotient(x, y)
    low, high = y.hi, y.lo
    if not (y.is_point or _is_nonnegative(x)):
        low, high = np.where(x.lo >= 0, y.hi, y.lo), np.where(x.hi >= 0, y.lo, y.hi)
    lo, hi = outward(rounding.quotient, (x.lo, low), (x.hi, high))
    return _unless(lambda: _is_infinite(x) & _is_infinite(y), lo, hi)


def _signed_quotient(x: Interval, y: Interval) -> Interval:
    """The quotient by divisors that may be negative or contain zero."""
    doubts.note((y.lo <= 0) & (y.hi >= 0))
    flip = y.hi < 0
    x, y = (restructure(lambda u, w: np.where(flip, u, w), negative(v), v) for v in (x, y))
    zero, end = y.lo <= 0, y.hi > 0
    result = divide(x, Interval(np.where(zero, np.where(end, y.hi, 1), y.lo), np.where(end, y.hi, 1)))
    start = (y.lo == 0) & end  # of divisors of one sign that begin at zero a quotient keeps the sign
    above, below = ~zero | (start & (x.lo >= 0)), ~zero | (start & (x.hi <= 0))
    return Interval(np.where(above, result.lo, -np.inf), np.where(below, result.hi, np.inf))


def power(x: Interval, n: int | Fraction) -> Interval:
    """Elementwise power; 1 for ``n = 0``."""
    if isinstance(n, Fraction):
        return power(root(x, n.denominator), n.numerator)
    if n == 0:
        return restructure(np.ones_like, x)
    if n == 1:
        return x
    if n < 0:
        return divide(constant(1), power(x, -n))
    if not _is_nonnegative(x):
        if n % 2 == 0:
            return power(absolute(x), n)
        above_zero, below_zero = maximum(x, constant(0)), maximum(negative(x), constant(0))
        return subtract(power(above_zero, n), power(below_zero, n))
    half = power(x, n // 2)
    lo, hi = outward(rounding.product, (half.lo, half.lo), (half.hi, half.hi))
    return Interval(*outward(rounding.product, (lo, x.lo), (hi, x.hi)) if n % 2 else (lo, hi))


def _within_domain(f: Callable[[Interval], Interval], x: Interval) -> Interval:
    """A function of nonnegative numbers on the part of the interval where it is defined."""
    if _is_nonnegative(x):
        return f(x)
    doubts.note(x.lo < 0)
    result, outside = f(maximum(x, constant(0))), x.hi < 0
    return Interval(np.where(outside, -np.inf, result.lo), np.where(outside, np.inf, result.hi))


def log(x: Interval) -> Interval:
    """Elementwise natural logarithm."""
    return _within_domain(lambda v: Interval(*outward(rounding.logarithm, (v.lo,), (v.hi,))), x)


def sqrt(x: Interval) -> Interval:
    """Elementwise square root."""
    return _within_domain(lambda v: Interval(*outward(rounding.root, (v.lo,), (v.hi,))), x)


def root(x: Interval, index: int) -> Interval:
    """Elementwise root."""
    if index == 2:
        return sqrt(x)
    rooted = functools.partial(rounding.nth_root, index)
    return _within_domain(lambda v: Interval(*outward(rooted, (v.lo,), (v.hi,))), x)


def exp(x: Interval) -> Interval:
    """Elementwise exponential."""
    return Interval(*outward(rounding.exponential, (x.lo,), (x.hi,)))


def absolute(x: Interval) -> Interval:
    """Elementwise absolute value."""
    return x if _is_nonnegative(x) else maximum(maximum(x, negative(x)), constant(0))


def maximum(x: Interval, y: Interval) -> Interval:
    """Elementwise larger value."""
    return restructure(np.maximum, x, y)


def minimum(x: Interval, y: Interval) -> Interval:
    """Elementwise smaller value."""
    return restructure(np.minimum, x, y)
