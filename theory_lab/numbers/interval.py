"""Rigorous interval arithmetic on NumPy arrays.

An ``Interval`` holds two float arrays between which the exact values lie; it gives verdicts in bulk.  ``+ - * /``, square
roots and whole powers of exact floats stay exact where floats represent the result, so that zeros, ones and small
whole numbers never blur.

Main definitions: ``Interval``, the constructors ``point``, ``rational``, ``constant``, ``lifted``, and the functions
of an arithmetic (see ``batches``).

Conventions: an interval says where a value lies if there is one.  Arguments of ``log`` and ``sqrt`` are cut to the
domain; ``log 0 = -inf``.  ``0 * inf``, ``inf - inf``, a logarithm of a negative number and a quotient by 0 have no
value: they give the whole line, of which no comparison is sure, so that exact arithmetic will say what is wrong.
A nonnegative number over ``[0, h]`` is at least the quotient by ``h``.  JAX is never involved: XLA does not round reliably.

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

from theory_lab.numbers import rounding
from theory_lab.numbers.errors import Undecided
from theory_lab.numbers.rounding import outward, self_test

NAME = "interval"
Truths = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """Float arrays of lower and upper ends, batch axis last; one and the same array twice for exact numbers."""

    lo: np.ndarray
    hi: np.ndarray

    def __post_init__(self) -> None:
        self_test()

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
        if part.size and np.abs(part).max() >= 2**53:
            raise ValueError(f"the whole number {np.abs(part).max()} is not below 2**53")
    if not denominators.all():
        raise ValueError("a denominator is 0; it must be another whole number")
    return divide(*(point(part.astype(np.float64)) for part in (numerators, denominators)))


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, float) and math.isinf(value):
        return value, value
    if not isinstance(value, int | np.integer | Fraction):
        raise TypeError(f"{value!r} is not exact; write a whole number or Fraction(a, b)")
    exact = Fraction(value)
    try:
        nearest = exact.numerator / exact.denominator
    except OverflowError:
        nearest = math.copysign(math.inf, exact.numerator)
    lo = nearest if nearest <= exact else math.nextafter(nearest, -math.inf)
    return lo, nearest if nearest >= exact else math.nextafter(nearest, math.inf)


def lifted(values: Any) -> Interval:
    """Enclosures of nested exact numbers, without a batch axis added."""
    lo, hi = (np.asarray(end, dtype=float) for end in np.frompyfunc(_ends, 1, 2)(np.asarray(values, dtype=object)))
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


def _contains_zero(x: Interval) -> np.ndarray:
    return (x.lo <= 0) & (x.hi >= 0)


def _unless(undefined: Callable[[], np.ndarray], lo: np.ndarray, hi: np.ndarray) -> Interval:
    """The interval, or the whole line where a form has no value, which only happens together with infinities."""
    if np.isfinite(lo).all() and np.isfinite(hi).all():
        return Interval(lo, hi)
    whole = undefined()
    return Interval(np.where(whole, -np.inf, lo), np.where(whole, np.inf, hi)) if whole.any() else Interval(lo, hi)


def negative(x: Interval) -> Interval:
    """Elementwise negation."""
    lo = -x.hi
    return Interval(lo, lo if x.is_point else -x.lo)


def add(x: Interval, y: Interval) -> Interval:
    """Elementwise sum."""
    return Interval(*outward(rounding.total, (x.lo, y.lo), (x.hi, y.hi)))


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
    return _unless(lambda: (_contains_zero(x) & _is_infinite(y)) | (_contains_zero(y) & _is_infinite(x)), lo, hi)


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
    flip = y.hi < 0
    x, y = (restructure(lambda u, v: np.where(flip, u, v), negative(v), v) for v in (x, y))
    zero, end = y.lo <= 0, y.hi > 0
    result = divide(x, Interval(np.where(zero, np.where(end, y.hi, 1), y.lo), np.where(end, y.hi, 1)))
    bounded = ~zero | ((x.lo >= 0) & (y.lo == 0) & end)
    return Interval(np.where(bounded, result.lo, -np.inf), np.where(zero, np.inf, result.hi))


def power(x: Interval, n: int) -> Interval:
    """Elementwise whole power; 1 for ``n = 0``."""
    if n == 0:
        return restructure(np.ones_like, x)
    if n < 0:
        return divide(constant(1), power(x, -n))
    if not _is_nonnegative(x):
        if n % 2 == 0:
            return power(absolute(x), n)
        above_zero, below_zero = maximum(x, constant(0)), maximum(negative(x), constant(0))
        return subtract(power(above_zero, n), power(below_zero, n))
    half = power(x, n // 2) if n > 1 else constant(1)
    square = multiply(half, half)
    return multiply(square, x) if n % 2 else square


def _within_domain(f: Callable[[Interval], Interval], x: Interval) -> Interval:
    """A function of nonnegative numbers on the part of the interval where it is defined."""
    if _is_nonnegative(x):
        return f(x)
    result, outside = f(maximum(x, constant(0))), x.hi < 0
    return Interval(np.where(outside, -np.inf, result.lo), np.where(outside, np.inf, result.hi))


def log(x: Interval) -> Interval:
    """Elementwise natural logarithm."""
    return _within_domain(lambda v: Interval(*outward(rounding.logarithm, (v.lo,), (v.hi,))), x)


def sqrt(x: Interval) -> Interval:
    """Elementwise square root."""
    return _within_domain(lambda v: Interval(*outward(rounding.root, (v.lo,), (v.hi,))), x)


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


def _compared(compare: np.ufunc, x: Interval, y: Interval) -> Truths:
    sure = compare(x.lo, y.hi)
    if x.is_point and y.is_point:
        return sure, sure
    possible = compare(x.hi, y.lo)
    for v in (x, y):
        if v.lo.min(initial=0.0) == -np.inf:
            whole = (v.lo == -np.inf) & (v.hi == np.inf)
            sure, possible = sure & ~whole, possible | whole
    return sure, possible


def at_least(x: Interval, y: Interval) -> Truths:
    """Where ``x >= y`` surely, and where possibly."""
    return _compared(np.greater_equal, x, y)


def above(x: Interval, y: Interval) -> Truths:
    """Where ``x > y`` surely, and where possibly."""
    return _compared(np.greater, x, y)


def select(sure: np.ndarray, possible: np.ndarray, x: Interval, y: Interval) -> Interval:
    """``x`` where true, ``y`` where false, the hull of both where not decided."""
    chosen = restructure(lambda u, v: np.where(sure, u, v), x, y)
    undecided = possible & ~sure
    if not undecided.any():
        return chosen
    hull = np.minimum(x.lo, y.lo), np.maximum(x.hi, y.hi)
    return Interval(*(np.where(undecided, h, end) for h, end in zip(hull, (chosen.lo, chosen.hi), strict=True)))


def indicator(sure: np.ndarray, possible: np.ndarray) -> Interval:
    """1 where true, 0 where false, [0, 1] where not decided."""
    lo = sure.astype(float)
    return Interval(lo, lo if possible is sure else possible.astype(float))


def _rows(x: Interval, index: Any) -> Interval:
    return restructure(lambda v: v[index], x)


def _folded(operation: Callable[[Interval, Interval], Interval], x: Interval, axis: int, empty: int) -> Interval:
    """Reduce one axis by halving it, so that n terms take log n operations on arrays."""
    x = restructure(lambda v: np.moveaxis(v, axis, 0), x)
    count = shape(x)[0]
    if count == 0:
        return restructure(lambda v: np.full(v.shape[1:], float(empty)), x)
    rest: list[Interval] = []
    while count > 1:
        if count % 2:
            rest.append(_rows(x, count - 1))
        count //= 2
        x = operation(_rows(x, slice(count)), _rows(x, slice(count, 2 * count)))
    return functools.reduce(operation, rest, _rows(x, 0))


def sum(x: Interval, axis: int) -> Interval:
    """Sums along an axis."""
    return _folded(add, x, axis, 0)


def prod(x: Interval, axis: int) -> Interval:
    """Products along an axis."""
    return _folded(multiply, x, axis, 1)


def max(x: Interval, axis: int) -> Interval:
    """Largest value along an axis."""
    return restructure(lambda v: v.max(axis=axis), x)


def min(x: Interval, axis: int) -> Interval:
    """Smallest value along an axis."""
    return restructure(lambda v: v.min(axis=axis), x)


def cumsum(x: Interval, axis: int) -> Interval:
    """Running sums along an axis, in log n steps."""
    x, step = restructure(lambda v: np.moveaxis(v, axis, 0), x), 1
    while step < shape(x)[0]:
        later = add(_rows(x, slice(step, None)), _rows(x, slice(-step)))
        x = restructure(lambda u, v: np.concatenate([u, v]), _rows(x, slice(step)), later)
        step *= 2
    return restructure(lambda v: np.moveaxis(v, 0, axis), x)


def segment_sum(x: Interval, ids: np.ndarray, n: int) -> Interval:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``, added in pairs."""
    while True:
        order = np.argsort(ids, kind="stable")
        ids, x = ids[order], _rows(x, order)
        second = (np.arange(len(ids)) - np.searchsorted(ids, ids)) % 2 == 1
        right = np.flatnonzero(second)
        if not len(right):
            return restructure(lambda v: _placed(v, ids, n), x)
        alone = np.setdiff1d(np.arange(len(ids)), [right, right - 1])
        pairs = add(_rows(x, right - 1), _rows(x, right))
        x = restructure(lambda u, v: np.concatenate([u, v]), _rows(x, alone), pairs)
        ids = np.concatenate([ids[alone], ids[right]])


def _placed(rows: np.ndarray, ids: np.ndarray, n: int) -> np.ndarray:
    placed = np.zeros((n, *rows.shape[1:]))
    placed[ids] = rows
    return placed


def solve(matrix: Interval, right: Interval) -> Interval:
    """Raises ``Undecided``: linear systems are solved in exact arithmetic only."""
    raise Undecided("a linear system is not solved in intervals; exact arithmetic decides it")
