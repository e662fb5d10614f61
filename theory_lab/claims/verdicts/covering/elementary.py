"""Elementwise functions with slopes.

Each says in its docstring why its slopes enclose ``(f(b) - f(a)) / (b - a)``, for any two instances of a box that differ in one
parameter alone; ``c`` is a value between those at ``a`` and ``b``, as in the mean value theorem.

Main definitions: the elementwise functions of an ``Arithmetic``; ``chosen``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from theory_lab.claims.verdicts.covering.payloads import (
    ONE,
    WHOLE,
    ZERO,
    Part,
    Slopes,
    count_of_parameters,
    is_positive,
    marked,
    paired,
    quiet,
    shape,
    shaped,
    where,
)  # fmt: skip
from theory_lab.numbers.arithmetics import doubts, enclosures, interval
from theory_lab.numbers.arithmetics.enclosures import Interval


def _scaled(x: Slopes, by: Callable[[], Interval]) -> list[Part]:
    """The slopes of a function of one form: its own times those of the function."""
    if all(part is None for part in x.parts):
        return list(x.parts)
    factor = quiet(by)
    return [None if part is None else quiet(enclosures.multiply, part, factor) for part in x.parts]


def negative(x: Slopes) -> Slopes:
    """Elementwise negation."""
    return Slopes(enclosures.negative(x.value), tuple(None if p is None else enclosures.negative(p) for p in x.parts))


def add(x: Slopes, y: Slopes) -> Slopes:
    """Elementwise sum; slopes add."""
    value = enclosures.add(x.value, y.value)
    parts = paired(x, y, lambda a, b: b if a is None else a if b is None else quiet(enclosures.add, a, b))
    px, py = is_positive(x), is_positive(y)
    return shaped(value, parts, marked((px & (y.value.lo >= 0)) | (py & (x.value.lo >= 0)), value))


def subtract(x: Slopes, y: Slopes) -> Slopes:
    """Elementwise difference."""
    return add(x, negative(y))


def multiply(x: Slopes, y: Slopes) -> Slopes:
    """``f(b) g(b) - f(a) g(a) = f(b) (g(b) - g(a)) + g(a) (f(b) - f(a))``; ``x log x`` is a function of its own."""
    for a, b in ((x, y), (y, x)):
        if b.log_of is not None and b.log_of[0] is a:
            own, mask = _xlogx(a), b.log_of[1]
            if mask.all():
                return own
            rest = chosen(mask, mask, Slopes(ZERO), replace(b, log_of=None))
            return chosen(mask, mask, own, multiply(a, rest))
    value = enclosures.multiply(x.value, y.value)

    def part(a: Part, b: Part) -> Part:
        one = None if a is None else quiet(enclosures.multiply, a, y.value)
        two = None if b is None else quiet(enclosures.multiply, b, x.value)
        return two if one is None else one if two is None else quiet(enclosures.add, one, two)

    return shaped(value, paired(x, y, part), marked(is_positive(x) & is_positive(y), value))


def _xlogx(x: Slopes) -> Slopes:
    """``x log x`` of what is above 0: it falls down to 1/e and rises from there; its slopes are values of ``1 + log``."""
    lo, hi = x.value.lo, x.value.hi
    points = [enclosures.point(np.where(end > 0, end, 1.0)) for end in (lo, hi)]  # at 0 the limit is 0, as at 1
    ends = [quiet(enclosures.multiply, u, enclosures.log(u)) for u in points]
    least = np.minimum(ends[0].lo, ends[1].lo)
    turn = enclosures.negative(enclosures.exp(enclosures.constant(-1)))  # the value at 1/e
    inside = (lo <= -turn.lo) & (hi >= -turn.hi)
    value = Interval(np.where(inside, turn.lo, least), np.maximum(ends[0].hi, ends[1].hi))
    parts = _scaled(x, lambda: enclosures.add(enclosures.log(x.value), ONE))
    return shaped(value, parts)


def divide(x: Slopes, y: Slopes) -> Slopes:
    """``f(b)/g(b) - f(a)/g(a) = ((f(b) - f(a)) - (f(a)/g(a)) (g(b) - g(a))) / g(b)``."""
    above = is_positive(y)
    value = quiet(enclosures.divide, x.value, y.value)
    doubts.note(np.broadcast_to(~above & (y.value.lo <= 0) & (y.value.hi >= 0), interval.shape(value)))
    both = np.isinf(x.value.lo) | np.isinf(x.value.hi)
    doubts.note(both & (np.isinf(y.value.lo) | np.isinf(y.value.hi)))

    def part(a: Part, b: Part) -> Part:
        top = ZERO if a is None else a
        if b is not None:
            top = quiet(enclosures.subtract, top, quiet(enclosures.multiply, value, b))
        return quiet(enclosures.divide, top, y.value)

    # what is positive over infinity is 0
    return shaped(value, paired(x, y, part), marked(is_positive(x) & above & (y.value.hi < np.inf), value))


def absolute(x: Slopes) -> Slopes:
    """The larger of a number and its negative."""
    return x if bool((x.value.lo >= 0).all()) else maximum(x, negative(x))


def power(x: Slopes, n: int | Fraction) -> Slopes:
    """``f(b)^n - f(a)^n = n c^(n-1) (f(b) - f(a))`` for a ``c`` between; roots likewise."""
    if isinstance(n, Fraction):
        return power(_root(x, n.denominator), n.numerator)
    if n < 0:
        return divide(Slopes(ONE), power(x, -n))
    if n == 1:
        return x
    value = enclosures.power(x.value, n)
    if n == 0:
        return Slopes(value, (None,) * len(x.parts))
    times = enclosures.constant(n)
    parts = _scaled(x, lambda: enclosures.multiply(times, enclosures.power(x.value, n - 1)))
    return shaped(value, parts, marked(is_positive(x), value))


def _root(x: Slopes, index: int) -> Slopes:
    """``c`` between ``f(a)`` and ``f(b)`` is above 0 unless both are 0, where the slope is 0: in what a quotient by 0 gives."""
    value = enclosures.power(x.value, Fraction(1, index))
    over = quiet(lambda: enclosures.multiply(enclosures.constant(index), enclosures.power(value, index - 1)))
    parts = [None if part is None else quiet(enclosures.divide, part, over) for part in x.parts]
    return shaped(value, parts, marked(is_positive(x), value))


def sqrt(x: Slopes) -> Slopes:
    """Elementwise square root."""
    return _root(x, 2)


def log(x: Slopes) -> Slopes:
    """``log f(b) - log f(a) = (f(b) - f(a)) / c``; nothing is known where the logarithm may be infinite."""
    value, known = enclosures.log(x.value), is_positive(x)
    parts = [None if part is None else quiet(enclosures.divide, part, x.value) for part in x.parts]
    made = shaped(value, [None if part is None else where(known, part, WHOLE) for part in parts])
    origin, mask = x.taken or (x, known)
    return replace(made, log_of=(origin, mask & known) if (mask & known).any() else None)


def exp(x: Slopes) -> Slopes:
    """``exp f(b) - exp f(a) = exp(c) (f(b) - f(a))``."""
    value = enclosures.exp(x.value)
    return shaped(value, _scaled(x, lambda: value), marked(~np.isinf(x.value.lo), value))


def _hull(x: Interval, y: Interval) -> Interval:
    return Interval(np.minimum(x.lo, y.lo), np.maximum(x.hi, y.hi))


def maximum(x: Slopes, y: Slopes) -> Slopes:
    """The slopes of the larger one, of both where that is open.

    If ``f`` is larger at ``b`` and ``g`` at ``a``, then ``g(b) - g(a) <= f(b) - g(a) <= f(b) - f(a)``.
    """
    value, first, second = enclosures.maximum(x.value, y.value), x.value.lo >= y.value.hi, y.value.lo >= x.value.hi

    def part(a: Part, b: Part) -> Part:
        a, b = ZERO if a is None else a, ZERO if b is None else b
        return where(first, a, where(second, b, _hull(a, b)))

    return shaped(value, paired(x, y, part), marked(is_positive(x) | is_positive(y), value))


def minimum(x: Slopes, y: Slopes) -> Slopes:
    """Elementwise smaller value."""
    return negative(maximum(negative(x), negative(y)))


def chosen(sure: np.ndarray, possible: np.ndarray, x: Slopes, y: Slopes) -> Slopes:
    """``x`` where true and ``y`` where false; the hull of both, which may jump, where that is open."""
    value = interval.select(sure, possible, x.value, y.value)
    like = interval.shape(value)
    for mask, one in ((sure, x), (~possible, y)):
        if mask.all() and shape(one) == like:
            return one

    decided = bool((sure | ~possible).all())

    def part(a: Part, b: Part) -> Part:
        if decided and a is None and b is None:
            return None
        return where(sure, ZERO if a is None else a, where(possible, WHOLE, ZERO if b is None else b))

    none = (None,) * count_of_parameters.get()
    parts = [part(*pair) for pair in zip(x.parts or none, y.parts or none, strict=True)]
    marks = np.where(sure, is_positive(x), np.where(possible, is_positive(x) & is_positive(y), is_positive(y)))
    made = shaped(value, parts, marked(marks, value))
    return replace(made, taken=(x, np.broadcast_to(sure, like))) if shape(x) == like else made
