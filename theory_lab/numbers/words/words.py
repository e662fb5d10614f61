"""Exact arithmetic in machine words: a filter before enclosures and objects.

Rational formulas at small instances need no larger numbers, and NumPy computes with words in a small part of the time that
objects take.  Whatever does not fit, or is no rational number, raises, and another arithmetic takes its place.

The elementwise functions come from ``ratios``; here are comparisons, choices and reductions.

Main definitions: the functions of an ``Arithmetic``.

Conventions: every comparison is decided.
"""

from __future__ import annotations

import builtins
import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.words.ratios import (
    LIMIT,
    Words,
    absolute,
    add,
    constant,
    divide,
    exp,
    fitting,
    lifted,
    log,
    made,
    multiply,
    negative,
    power,
    rational,
    restructure,
    shape,
    size,
    sqrt,
    subtract,
    times,
)

__all__ = [
    "IS_ROUNDED",
    "NAME",
    "Words",
    "above",
    "absolute",
    "add",
    "at_least",
    "bounds",
    "constant",
    "cumsum",
    "divide",
    "dot",
    "doubt",
    "exp",
    "indicator",
    "lifted",
    "log",
    "max",
    "maximum",
    "min",
    "minimum",
    "multiply",
    "negative",
    "numbers",
    "power",
    "prod",
    "rational",
    "restructure",
    "segment_sum",
    "select",
    "shape",
    "soft_at_least",
    "solve",
    "sqrt",
    "subtract",
    "sum",
]
NAME: str = "fraction"
IS_ROUNDED: bool = False


def numbers(payload: Words) -> np.ndarray:
    """Raises ``Branched``: whoever looks at single numbers takes exact arithmetic."""
    raise Branched("fractions in words are not looked at one by one")


def bounds(payload: Words) -> tuple[np.ndarray, np.ndarray]:
    """Raises ``Branched``: whoever looks at ends takes exact arithmetic."""
    raise Branched("fractions in words are not looked at one by one")


# Comparisons and choices


@fitting
def _crossed(x: Words, y: Words) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers that are compared as the quotients are."""
    left, right = times(x.top, y.bottom), times(y.top, x.bottom)
    if x.bottom.all() or y.bottom.all():
        return left, right
    both = (x.bottom == 0) & (y.bottom == 0)
    return np.where(both, x.top, left), np.where(both, y.top, right)


def at_least(x: Words, y: Words) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y``, twice."""
    left, right = _crossed(x, y)
    answers = left >= right
    return answers, answers


def above(x: Words, y: Words) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y``, twice."""
    left, right = _crossed(x, y)
    answers = left > right
    return answers, answers


def soft_at_least(x: Words, y: Words) -> None:
    """None: words have no gradient."""
    return None


def doubt(x: Words, y: Words) -> str:
    """Nothing: every comparison is decided."""
    return ""


def select(sure: np.ndarray, possible: np.ndarray, x: Words, y: Words) -> Words:
    """``x`` where true, ``y`` where false; raises ``Branched`` where that is open."""
    if possible is not sure and (possible & ~sure).any():
        raise Branched("a choice is open")
    return restructure(lambda a, b: np.where(sure, a, b), x, y)


def indicator(sure: np.ndarray, possible: np.ndarray) -> Words:
    """1 where true, 0 where false."""
    return select(sure, possible, constant(1), constant(0))


def maximum(x: Words, y: Words) -> Words:
    """Elementwise larger value."""
    return select(*at_least(x, y), x, y)


def minimum(x: Words, y: Words) -> Words:
    """Elementwise smaller value."""
    return select(*at_least(y, x), x, y)


# Reductions


def _rows(x: Words, index: Any) -> Words:
    return restructure(lambda v: v[index], x)


def _first(x: Words, axis: int) -> Words:
    """The same with that axis in front."""
    return restructure(lambda v: np.moveaxis(v, axis, 0), x)


def _folded(operation: Callable[[Words, Words], Words], x: Words, axis: int) -> Words:
    return functools.reduce(operation, (_rows(_first(x, axis), k) for k in range(x.top.shape[axis])))


def sum(x: Words, axis: int) -> Words:
    """Sums along an axis; of one denominator those of the numerators."""
    count = x.top.shape[axis]
    if not count:
        none = np.zeros(_first(x, axis).top.shape[1:], dtype=np.int64)
        return Words(none, none + 1)
    first = x.bottom.take([0], axis)
    if size(x.top) * count < LIMIT and first.all() and (x.bottom == first).all():
        return made(x.top.sum(axis=axis), first.take(0, axis))
    return _folded(add, x, axis)


def prod(x: Words, axis: int) -> Words:
    """Products along an axis that is not empty."""
    return _folded(multiply, x, axis)


def max(x: Words, axis: int) -> Words:
    """Largest value along an axis."""
    return _folded(maximum, x, axis)


def min(x: Words, axis: int) -> Words:
    """Smallest value along an axis."""
    return _folded(minimum, x, axis)


def cumsum(x: Words, axis: int) -> Words:
    """Running sums along an axis that is not empty."""
    rows = _first(x, axis)
    sums = itertools.accumulate((_rows(rows, k) for k in range(x.top.shape[axis])), add)
    return restructure(lambda *parts: np.stack(np.broadcast_arrays(*parts), axis), *sums)


def segment_sum(x: Words, ids: np.ndarray, n: int) -> Words:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    sums = (sum(_rows(x, np.flatnonzero(ids == k)), 0) for k in range(n))
    return restructure(lambda *parts: np.stack(np.broadcast_arrays(*parts)), *sums)


def dot(x: Words, y: Words) -> Words:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = x.top.ndim - 2, y.top.ndim - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Words, right: Words) -> Words:
    """The solutions of linear systems, by elimination without exchanges; raises ``Branched`` where a pivot is 0."""
    count, batch = len(matrix.top), builtins.max(matrix.top.shape[-1], right.top.shape[-1])

    def side_by_side(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        parts = a, b.reshape(count, -1, b.shape[-1])
        return np.concatenate([np.broadcast_to(part, (*part.shape[:-1], batch)) for part in parts], axis=1)

    rows = [_rows(restructure(side_by_side, matrix, right), k) for k in range(count)]
    for k in range(count):
        pivot = rows[k] = divide(rows[k], _rows(rows[k], k))
        rows = [row if row is pivot else subtract(row, multiply(_rows(row, slice(k, k + 1)), pivot)) for row in rows]
    return restructure(lambda *parts: np.stack(parts)[:, count:].reshape(*right.top.shape[:-1], batch), *rows)
