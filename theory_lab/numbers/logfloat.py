"""Nonnegative floats stored as logarithms.

The masses of long sequences underflow as floats; stored as logs they keep a relative accuracy that does
not depend on their size.  ``*`` adds logs, ``+`` is logaddexp, ``-`` leaves log space.

Conventions: ``log = -inf`` is zero.  A signed result (a difference, a logarithm) is a plain float.  Used on request only
(``numbers.logs``); ``LogFloat`` is a JAX pytree once JAX is loaded.

Main definitions: ``LogFloat`` and the functions of an arithmetic (see ``batches``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from theory_lab.numbers import float64

NAME = "log"


class LogFloat(NamedTuple):
    """Nonnegative numbers by their natural logarithms, batch axis last; a named tuple, hence a pytree."""

    log: Any


def constant(value: Any) -> Any:
    """A payload of one number; a negative one is a plain float."""
    if value < 0:
        return float64.constant(value)
    return LogFloat(np.array([math.log(value) if value else -math.inf]))


def lifted(values: Any) -> LogFloat:
    """From nested nonnegative exact numbers, without a batch axis added."""
    return LogFloat(float64.log(float64.lifted(values)))


def linear(x: Any) -> Any:
    """The plain float array."""
    return float64.exp(x.log) if isinstance(x, LogFloat) else x


def _logs(x: Any) -> Any:
    return x.log if isinstance(x, LogFloat) else float64.log(x)


def _both(x: Any, y: Any) -> bool:
    return isinstance(x, LogFloat) and isinstance(y, LogFloat)


def restructure(f: Callable[..., Any], *payloads: Any) -> Any:
    """Apply a structural function; a mixture of log and plain arrays becomes plain."""
    if all(isinstance(p, LogFloat) for p in payloads):
        return LogFloat(float64.restructure(f, *(p.log for p in payloads)))
    return float64.restructure(f, *(linear(p) for p in payloads))


def shape(payload: Any) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.log.shape if isinstance(payload, LogFloat) else payload.shape


def add(x: Any, y: Any) -> Any:
    """Elementwise sum."""
    if not _both(x, y):
        return float64.add(linear(x), linear(y))
    return LogFloat(float64.namespace(x.log, y.log).logaddexp(x.log, y.log))


def subtract(x: Any, y: Any) -> Any:
    """Elementwise difference, a plain float."""
    return float64.subtract(linear(x), linear(y))


def multiply(x: Any, y: Any) -> Any:
    """Elementwise product."""
    if not _both(x, y):
        return float64.multiply(linear(x), linear(y))
    xp = float64.namespace(x.log, y.log)
    total = float64.add(x.log, y.log)
    return LogFloat(xp.where((x.log == -math.inf) | (y.log == -math.inf), -math.inf, total))


def divide(x: Any, y: Any) -> Any:
    """Elementwise quotient."""
    if not _both(x, y):
        return float64.divide(linear(x), linear(y))
    return LogFloat(float64.subtract(x.log, y.log))


def negative(x: Any) -> Any:
    """Elementwise negation, a plain float."""
    return -linear(x)


def power(x: Any, n: int) -> Any:
    """Elementwise whole power."""
    if not isinstance(x, LogFloat):
        return float64.power(x, n)
    return LogFloat(x.log * n if n else float64.namespace(x.log).zeros_like(x.log))


def log(x: Any) -> Any:
    """Elementwise natural logarithm, a plain float."""
    return _logs(x)


def exp(x: Any) -> Any:
    """Elementwise exponential, in log space."""
    return LogFloat(linear(x))


def sqrt(x: Any) -> Any:
    """Elementwise square root."""
    return LogFloat(x.log / 2) if isinstance(x, LogFloat) else float64.sqrt(x)


def absolute(x: Any) -> Any:
    """Elementwise absolute value."""
    return x if isinstance(x, LogFloat) else abs(x)


def _monotone(name: str) -> Callable[[Any, Any], Any]:
    operation = getattr(float64, name)

    def apply(x: Any, y: Any) -> Any:
        """Elementwise, in log space when both are there."""
        return LogFloat(operation(x.log, y.log)) if _both(x, y) else operation(linear(x), linear(y))

    return apply


maximum, minimum = _monotone("maximum"), _monotone("minimum")


def at_least(x: Any, y: Any) -> tuple[Any, Any]:
    """``x >= y``, a tie up to rounding counting as true."""
    return float64.at_least(x.log, y.log) if _both(x, y) else float64.at_least(linear(x), linear(y))


def above(x: Any, y: Any) -> tuple[Any, Any]:
    """``x > y``."""
    return float64.above(x.log, y.log) if _both(x, y) else float64.above(linear(x), linear(y))


def soft_at_least(x: Any, y: Any) -> Any | None:
    """See ``float64.soft_at_least``."""
    return float64.soft_at_least(linear(x), linear(y))


def select(sure: Any, possible: Any, x: Any, y: Any) -> Any:
    """``x`` where true, else ``y``."""
    if _both(x, y):
        return LogFloat(float64.select(sure, possible, x.log, y.log))
    return float64.select(sure, possible, linear(x), linear(y))


def indicator(sure: Any, possible: Any) -> LogFloat:
    """1 where true, else 0."""
    return LogFloat(float64.select(sure, possible, np.zeros(1), np.full(1, -math.inf)))


def sum(x: Any, axis: int) -> Any:
    """Sums along an axis, relative to the largest term."""
    if not isinstance(x, LogFloat):
        return float64.sum(x, axis)
    xp = float64.namespace(x.log)
    top = x.log.max(axis=axis)
    safe = xp.where(xp.isfinite(top), top, 0.0)
    return LogFloat(safe + float64.log(float64.sum(float64.exp(x.log - xp.expand_dims(safe, axis)), axis)))


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
        import jax

        return LogFloat(jax.lax.cumlogsumexp(x.log, axis=axis))
    return LogFloat(np.logaddexp.accumulate(x.log, axis=axis))


def segment_sum(x: Any, ids: np.ndarray, n: int) -> Any:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``, relative to the largest row."""
    if not isinstance(x, LogFloat):
        return float64.segment_sum(x, ids, n)
    xp = float64.namespace(x.log)
    top = x.log.max()
    safe = xp.where(xp.isfinite(top), top, 0.0)
    return LogFloat(safe + float64.log(float64.segment_sum(float64.exp(x.log - safe), ids, n)))


def solve(matrix: Any, right: Any) -> Any:
    """Solutions of linear systems, plain floats."""
    return float64.solve(linear(matrix), linear(right))
