"""Nonnegative floats stored as logarithms.

The masses of long sequences underflow as floats; stored as logs they keep a relative accuracy that does
not depend on their size.  ``*`` adds logs, ``+`` is logaddexp, ``-`` leaves log space.

Conventions: ``log = -inf`` is zero.  A signed result (a difference, a logarithm) is a plain float; what mixes both is plain.
Used on request only (``numbers.logs``).

Main definitions: ``LogFloat`` and the functions of an ``Arithmetic``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.reals.elementary import log_of
from theory_lab.numbers.reals.real import lift

NAME: str = "log"
IS_ROUNDED: bool = True


class LogFloat(NamedTuple):
    """Nonnegative numbers by their natural logarithms, batch axis last; a named tuple, hence a pytree."""

    log: Any


def constant(value: Any) -> Any:
    """A payload of one number; a negative one is a plain float."""
    return lifted([value])


def lifted(values: Any) -> Any:
    """From nested exact numbers, without a batch axis added; plain floats if one is negative."""
    exact = np.asarray(values, dtype=object)
    if any(value < 0 for value in exact.ravel()):
        return float64.lifted(exact)
    return LogFloat(float64.lifted(np.frompyfunc(lambda value: log_of(lift(value)), 1, 1)(exact)))


def linear(x: Any) -> Any:
    """The plain float array."""
    return float64.exp(x.log) if isinstance(x, LogFloat) else x


def stored(x: Any) -> Any:
    """The array that is kept: of logarithms, or plain."""
    return x.log if isinstance(x, LogFloat) else x


def _are_logs(*xs: Any) -> bool:
    return all(isinstance(x, LogFloat) for x in xs)


def shape(payload: Any) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return stored(payload).shape


def numbers(payload: Any) -> Any:
    """The numbers themselves, as floats that may underflow."""
    return linear(payload)


def bounds(payload: Any) -> tuple[Any, Any]:
    """The numbers twice; they are rounded, and no bounds."""
    return (linear(payload),) * 2


def _by_logs(on_logs: Callable[..., Any], on_floats: Callable[..., Any]) -> Callable[..., Any]:
    def apply(*xs: Any) -> Any:
        """One function for logarithms, where the result is a logarithm, and another for plain floats."""
        return LogFloat(on_logs(*map(stored, xs))) if _are_logs(*xs) else on_floats(*map(linear, xs))

    return apply


def _finite(top: Any) -> Any:
    xp = float64.namespace(top)
    return xp.where(xp.isfinite(top), top, 0.0)


def _log_of_sum(x: Any, y: Any) -> Any:
    """``log(exp(x) + exp(y))``, with a gradient also at ``-inf``."""
    larger, smaller = float64.maximum(x, y), float64.minimum(x, y)
    return larger + float64.namespace(larger).log1p(float64.exp(smaller - _finite(larger)))


add = _by_logs(_log_of_sum, float64.add)
multiply = _by_logs(float64.add, float64.multiply)
divide = _by_logs(float64.subtract, float64.divide)
sqrt = _by_logs(lambda x: x / 2, float64.sqrt)
absolute = _by_logs(lambda x: x, float64.absolute)


def _alike(f: Callable[..., Any], *xs: Any) -> Any:
    """The same function of logarithms, or of plain floats."""
    return _by_logs(f, f)(*xs)


def maximum(x: Any, y: Any) -> Any:
    """Elementwise larger value."""
    return _alike(float64.maximum, x, y)


def minimum(x: Any, y: Any) -> Any:
    """Elementwise smaller value."""
    return _alike(float64.minimum, x, y)


def restructure(f: Callable[..., Any], *payloads: Any) -> Any:
    """Apply a structural function; a mixture of log and plain arrays becomes plain."""
    return _alike(lambda *xs: float64.restructure(f, *xs), *payloads)


def subtract(x: Any, y: Any) -> Any:
    """Elementwise difference, a plain float, accurate also between nearly equal numbers."""
    if not _are_logs(x, y):
        return float64.subtract(linear(x), linear(y))
    xp = float64.namespace(x.log, y.log)
    gap = xp.where((x.log == y.log) & xp.isinf(x.log), 0.0, float64.subtract(x.log, y.log))
    larger, sign = xp.where(gap >= 0, x.log, y.log), xp.where(gap >= 0, 1.0, -1.0)
    return float64.multiply(sign * float64.exp(larger), -xp.expm1(-sign * gap))


def negative(x: Any) -> Any:
    """Elementwise negation, a plain float."""
    return -linear(x)


def power(x: Any, n: int | Fraction) -> Any:
    """Elementwise power."""
    if not isinstance(x, LogFloat):
        return float64.power(x, n)
    return LogFloat(x.log * (n if isinstance(n, int) else float(n)) if n else float64.namespace(x.log).zeros_like(x.log))


def log(x: Any) -> Any:
    """Elementwise natural logarithm, a plain float."""
    return x.log if isinstance(x, LogFloat) else float64.log(x)


def exp(x: Any) -> Any:
    """Elementwise exponential, in log space."""
    return LogFloat(linear(x))


def at_least(x: Any, y: Any) -> tuple[Any, Any]:
    """``x >= y``, a tie up to rounding counting as true."""
    if _are_logs(x, y):
        return float64.at_least(x.log, y.log, least=1.0)
    return float64.at_least(linear(x), linear(y))


def above(x: Any, y: Any) -> tuple[Any, Any]:
    """``x > y``."""
    return float64.above(x.log, y.log) if _are_logs(x, y) else float64.above(linear(x), linear(y))


def doubt(x: Any, y: Any) -> str:
    """Nothing: floats are always decided."""
    return ""


def soft_at_least(x: Any, y: Any) -> Any | None:
    """See ``float64.soft_at_least``."""
    return float64.soft_at_least(linear(x), linear(y))


def select(sure: Any, possible: Any, x: Any, y: Any) -> Any:
    """``x`` where true, else ``y``."""
    return _alike(lambda a, b: float64.select(sure, possible, a, b), x, y)


def indicator(sure: Any, possible: Any) -> LogFloat:
    """1 where true, else 0."""
    return LogFloat(float64.select(sure, possible, np.zeros(1), np.full(1, -math.inf)))


def _scaled_log(total: Any, scale: Any) -> LogFloat:
    """``log(total) + scale``, with a gradient also where the total is 0."""
    xp = float64.namespace(total)
    return LogFloat(xp.where(total > 0, float64.log(xp.where(total > 0, total, 1.0)) + scale, -math.inf))


def sum(x: Any, axis: int) -> Any:
    """Sums along an axis, relative to the largest term."""
    if not isinstance(x, LogFloat):
        return float64.sum(x, axis)
    xp = float64.namespace(x.log)
    top = _finite(x.log.max(axis=axis, initial=-math.inf))
    return _scaled_log(float64.sum(float64.exp(x.log - xp.expand_dims(top, axis)), axis), top)


def segment_sum(x: Any, ids: np.ndarray, n: int) -> Any:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``, relative to the largest of these rows."""
    if not isinstance(x, LogFloat):
        return float64.segment_sum(x, ids, n)
    top = _finite(float64.segment_max(x.log, ids, n))
    return _scaled_log(float64.segment_sum(float64.exp(x.log - top[ids]), ids, n), top)


def prod(x: Any, axis: int) -> Any:
    """Products along an axis."""
    return LogFloat(float64.sum(x.log, axis)) if isinstance(x, LogFloat) else float64.prod(x, axis)


def max(x: Any, axis: int) -> Any:
    """Largest value along an axis."""
    return LogFloat(float64.max(x.log, axis)) if isinstance(x, LogFloat) else float64.max(x, axis)


def min(x: Any, axis: int) -> Any:
    """Smallest value along an axis."""
    return LogFloat(float64.min(x.log, axis)) if isinstance(x, LogFloat) else float64.min(x, axis)


def cumsum(x: Any, axis: int) -> Any:
    """Running sums along an axis."""
    if not isinstance(x, LogFloat):
        return float64.cumsum(x, axis)
    if float64.is_jax(x.log):
        return LogFloat(sys.modules["jax"].lax.cumlogsumexp(x.log, axis=axis))
    return LogFloat(np.logaddexp.accumulate(x.log, axis=axis))


def dot(x: Any, y: Any) -> Any:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = len(shape(x)) - 2, len(shape(y)) - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Any, right: Any) -> Any:
    """Solutions of linear systems, plain floats."""
    return float64.solve(linear(matrix), linear(right))
