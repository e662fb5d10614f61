"""The arithmetic of slopes: comparisons, choices and reductions, on elementwise functions.

Main definitions: the functions of an ``Arithmetic``.

Conventions: a comparison speaks about all of a box.  An indicator, or a choice, that is open may jump, and has the whole line as
slopes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from theory_lab.claims.verdicts.covering.elementary import (
    absolute,
    add,
    divide,
    exp,
    log,
    maximum,
    minimum,
    multiply,
    negative,
    power,
    sqrt,
    subtract,
)
from theory_lab.claims.verdicts.covering.elementary import (
    chosen as select,
)
from theory_lab.claims.verdicts.covering.payloads import (
    WHOLE,
    ZERO,
    Slopes,
    bounds,
    constant,
    count_of_parameters,
    is_positive,
    lifted,
    numbers,
    quiet,
    restructure,
    shape,
    shaped,
    where,
)  # fmt: skip
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.arithmetics.enclosures import Interval
from theory_lab.numbers.reals.errors import Undecided

__all__ = [
    "IS_ROUNDED", "NAME", "Slopes", "above", "absolute", "add", "at_least", "bounds", "constant", "cumsum", "divide", "dot",
    "doubt", "exp", "indicator", "lifted", "log", "max", "maximum", "min", "minimum", "multiply", "negative", "numbers", "power",
    "prod", "restructure", "segment_sum", "select", "shape", "soft_at_least", "solve", "sqrt", "subtract", "sum",
]  # fmt: skip
NAME: str = "slopes"
IS_ROUNDED: bool = False


# Comparisons and choices


def at_least(x: Slopes, y: Slopes) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` surely, and where possibly."""
    return interval.at_least(x.value, y.value)


def above(x: Slopes, y: Slopes) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` surely, and where possibly; what is marked positive is above 0."""
    sure, possible = interval.above(x.value, y.value)
    if x.positive is None:
        return sure, possible
    known = x.positive & (y.value.hi <= 0)
    return sure | known, possible | known


def soft_at_least(x: Slopes, y: Slopes) -> None:
    """None: there is no stand-in."""


def doubt(x: Slopes, y: Slopes) -> str:
    """Nothing: enclosures overlap."""
    return ""


def indicator(sure: np.ndarray, possible: np.ndarray) -> Slopes:
    """1 where true, 0 where false, [0, 1] where that is open."""
    value = interval.indicator(sure, possible)
    open_ = possible & ~sure
    part = where(open_, WHOLE, ZERO) if open_.any() else None
    return shaped(value, (part,) * count_of_parameters.get())


# Reductions


def _folded(operation: Callable[[Slopes, Slopes], Slopes], x: Slopes, axis: int, empty: int) -> Slopes:
    """Reduce one axis entry by entry."""
    rows = [restructure(lambda v, k=k: np.take(v, k, axis=axis), x) for k in range(shape(x)[axis])]
    if rows:
        return functools.reduce(operation, rows)
    return restructure(lambda v: np.full(np.delete(v.shape, axis), float(empty)), Slopes(x.value))


def _summed(f: Callable[[Interval], Interval], x: Slopes, positive: np.ndarray | None = None) -> Slopes:
    """A sum of entries, and of their slopes; sums of no entry are 0, so that nothing is positive unless it is told."""
    return shaped(f(x.value), (None if part is None else quiet(f, part) for part in x.parts), positive)


def sum(x: Slopes, axis: int) -> Slopes:
    """Sums along an axis; positive where one entry is and none is negative."""
    positive = None
    if x.positive is not None:
        positive = np.asarray(is_positive(x).any(axis=axis) & (x.value.lo >= 0).all(axis=axis))
    return _summed(lambda v: interval.sum(v, axis), x, positive)


def cumsum(x: Slopes, axis: int) -> Slopes:
    """Running sums along an axis."""
    return _summed(lambda v: interval.cumsum(v, axis), x)


def segment_sum(x: Slopes, ids: np.ndarray, n: int) -> Slopes:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    return _summed(lambda v: interval.segment_sum(v, ids, n), x)


def prod(x: Slopes, axis: int) -> Slopes:
    """Products along an axis."""
    return _folded(multiply, x, axis, 1)


def max(x: Slopes, axis: int) -> Slopes:
    """Largest value along an axis."""
    return _folded(maximum, x, axis, 0)


def min(x: Slopes, axis: int) -> Slopes:
    """Smallest value along an axis."""
    return _folded(minimum, x, axis, 0)


def dot(x: Slopes, y: Slopes) -> Slopes:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = len(shape(x)) - 2, len(shape(y)) - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Slopes, right: Slopes) -> Slopes:
    """Raises ``Undecided``: linear systems are solved in exact arithmetic only."""
    raise Undecided("a linear system is not solved in intervals; exact arithmetic decides it")
