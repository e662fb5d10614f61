"""Interval arithmetic: rigorous verdicts in bulk.

The elementwise functions come from ``enclosures``; here are comparisons, choices and reductions.

Conventions: no comparison with the whole line is sure, so that exact arithmetic will say what is wrong.  The
ends of ``max`` and ``min`` are those of the ends.  Sums are exact where all partial sums are floats.

Main definitions: the functions of an ``Arithmetic``, ``rational``, ``point``, ``self_test``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics.enclosures import (
    Interval,
    absolute,
    add,
    constant,
    divide,
    exp,
    lifted,
    log,
    maximum,
    minimum,
    multiply,
    negative,
    point,
    power,
    rational,
    restructure,
    shape,
    sqrt,
    subtract,
)
from theory_lab.numbers.arithmetics.rounding import self_test
from theory_lab.numbers.reals.errors import Undecided

__all__ = [
    "IS_ROUNDED",
    "NAME",
    "Interval",
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
    "point",
    "power",
    "prod",
    "rational",
    "restructure",
    "segment_sum",
    "select",
    "self_test",
    "shape",
    "soft_at_least",
    "solve",
    "sqrt",
    "subtract",
    "sum",
]
NAME: str = "interval"
IS_ROUNDED: bool = False
Truths = tuple[np.ndarray, np.ndarray]
Binary = Callable[[Interval, Interval], Interval]


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


def soft_at_least(x: Interval, y: Interval) -> None:
    """None: intervals have no gradient."""
    return None


def doubt(x: Interval, y: Interval) -> str:
    """Nothing: enclosures overlap."""
    return ""


def numbers(payload: Interval) -> np.ndarray:
    """Raises ``TypeError``: an enclosure is no single number."""
    raise TypeError("an enclosure is no single number; look at its bounds()")


def bounds(payload: Interval) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper ends."""
    return payload.lo, payload.hi


def select(sure: np.ndarray, possible: np.ndarray, x: Interval, y: Interval) -> Interval:
    """``x`` where true, ``y`` where false, the hull of both where not decided."""
    chosen = restructure(lambda u, v: np.where(sure, u, v), x, y)
    undecided = possible & ~sure
    if not undecided.any():
        return chosen
    lo, hi = np.minimum(x.lo, y.lo), np.maximum(x.hi, y.hi)
    return Interval(np.where(undecided, lo, chosen.lo), np.where(undecided, hi, chosen.hi))


def indicator(sure: np.ndarray, possible: np.ndarray) -> Interval:
    """1 where true, 0 where false, [0, 1] where not decided."""
    lo = sure.astype(float)
    return Interval(lo, lo if possible is sure else possible.astype(float))


def _rows(x: Interval, index: Any) -> Interval:
    return restructure(lambda v: v[index], x)


def _folded(operation: Binary, x: Interval, axis: int, empty: int) -> Interval:
    """Reduce one axis by halving it: log n operations on arrays, and errors that grow like log n."""
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
    ids = np.asarray(ids, dtype=np.intp)
    order = np.argsort(ids, kind="stable")
    ids, x = ids[order], _rows(x, order)
    second = (np.arange(len(ids)) - np.searchsorted(ids, ids)) % 2 == 1
    if not second.any():
        return restructure(lambda v: _placed(v, ids, n), x)
    right = np.flatnonzero(second)
    alone = ~second
    alone[right - 1] = False
    pairs = add(_rows(x, right - 1), _rows(x, right))
    fewer = restructure(lambda u, v: np.concatenate([u, v]), _rows(x, alone), pairs)
    return segment_sum(fewer, np.concatenate([ids[alone], ids[right]]), n)


def _placed(rows: np.ndarray, ids: np.ndarray, n: int) -> np.ndarray:
    placed = np.zeros((n, *rows.shape[1:]))
    placed[ids] = rows
    return placed


def dot(x: Interval, y: Interval) -> Interval:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = len(shape(x)) - 2, len(shape(y)) - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Interval, right: Interval) -> Interval:
    """Raises ``Undecided``: linear systems are solved in exact arithmetic only."""
    raise Undecided("a linear system is not solved in intervals; exact arithmetic decides it")
