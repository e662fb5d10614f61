"""Float arithmetic on NumPy arrays and on JAX arrays or tracers.

The same functions serve both: the stored array says which library computes.  Floats search and draw
pictures; they never decide.

Conventions: a comparison that is a tie up to rounding counts as true, so that a search finds ties.  Under
``smooth(t)`` indicators of JAX arrays become logistic with relative width ``t``, for gradients.

Main definitions: the functions of an arithmetic (see ``batches``), ``smooth``.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

import numpy as np

NAME = "float"
TIE = 2.0**-48
_temperature: ContextVar[float] = ContextVar("temperature", default=0.0)


@contextlib.contextmanager
def smooth(temperature: float) -> Iterator[None]:
    """Within the block indicators of JAX arrays are differentiable with this relative width."""
    token = _temperature.set(temperature)
    try:
        yield
    finally:
        _temperature.reset(token)


def is_jax(x: Any) -> bool:
    """True for JAX arrays and tracers; never imports jax."""
    jax = sys.modules.get("jax")
    return jax is not None and isinstance(x, jax.Array)


def namespace(*xs: Any) -> Any:
    """``jax.numpy`` if any array is JAX's, else NumPy."""
    if any(is_jax(x) for x in xs):
        import jax.numpy as jnp

        return jnp
    return np


def constant(value: Any) -> np.ndarray:
    """A payload of one number."""
    return np.array([float(value)])


def lifted(values: Any) -> np.ndarray:
    """A float array from nested exact numbers, without a batch axis added."""
    return np.asarray(values, dtype=float)


def restructure(f: Callable[..., Any], *payloads: Any) -> Any:
    """Apply a structural function to arrays of one library."""
    xp = namespace(*payloads)
    return f(*(payload if xp is np else xp.asarray(payload) for payload in payloads))


def shape(payload: Any) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def add(x: Any, y: Any) -> Any:
    """Elementwise sum."""
    return x + y


def subtract(x: Any, y: Any) -> Any:
    """Elementwise difference."""
    with np.errstate(invalid="ignore"):
        return x - y


def multiply(x: Any, y: Any) -> Any:
    """Elementwise product."""
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        return x * y


def divide(x: Any, y: Any) -> Any:
    """Elementwise quotient; IEEE at zero."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        return x / y


def negative(x: Any) -> Any:
    """Elementwise negation."""
    return -x


def power(x: Any, n: int) -> Any:
    """Elementwise whole power."""
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        return x ** float(n) if n < 0 else x**n


def log(x: Any) -> Any:
    """Elementwise natural logarithm; -inf at 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return namespace(x).log(x)


def exp(x: Any) -> Any:
    """Elementwise exponential."""
    with np.errstate(over="ignore", under="ignore"):
        return namespace(x).exp(x)


def sqrt(x: Any) -> Any:
    """Elementwise square root."""
    with np.errstate(invalid="ignore"):
        return namespace(x).sqrt(x)


def absolute(x: Any) -> Any:
    """Elementwise absolute value."""
    return abs(x)


def maximum(x: Any, y: Any) -> Any:
    """Elementwise larger value."""
    return namespace(x, y).maximum(x, y)


def minimum(x: Any, y: Any) -> Any:
    """Elementwise smaller value."""
    return namespace(x, y).minimum(x, y)


def _slack(x: Any, y: Any) -> Any:
    xp = namespace(x, y)
    slack = TIE * xp.maximum(abs(x), abs(y))
    return xp.where(xp.isfinite(slack), slack, 0.0)


def at_least(x: Any, y: Any) -> tuple[Any, Any]:
    """``x >= y``, a tie up to rounding counting as true."""
    truth = x >= y - _slack(x, y)
    return truth, truth


def above(x: Any, y: Any) -> tuple[Any, Any]:
    """``x > y`` in IEEE arithmetic."""
    truth = x > y
    return truth, truth


def soft_at_least(x: Any, y: Any) -> Any | None:
    """The logistic stand-in for ``x >= y`` when smoothing is on and the arrays are JAX's, else None."""
    temperature = _temperature.get()
    if not temperature or not (is_jax(x) or is_jax(y)):
        return None
    import jax

    size = jax.lax.stop_gradient(abs(x) + abs(y)) + 1e-300
    return jax.nn.sigmoid((x - y) / (temperature * size))


def select(sure: Any, possible: Any, x: Any, y: Any) -> Any:
    """``x`` where true, else ``y``."""
    return namespace(sure, x, y).where(sure, x, y)


def indicator(sure: Any, possible: Any) -> Any:
    """1 where true, else 0."""
    return sure.astype(float)


def _squeezed(f: Callable[[Any, int], Any], x: Any, axis: int) -> Any:
    """Reduce without the unit batch axis, over which NumPy would lose its fast inner loop."""
    return f(x[..., 0], axis)[..., None] if x.shape[-1] == 1 else f(x, axis)


def sum(x: Any, axis: int) -> Any:
    """Sums along an axis."""
    return _squeezed(lambda v, a: v.sum(axis=a), x, axis)


def prod(x: Any, axis: int) -> Any:
    """Products along an axis."""
    with np.errstate(under="ignore", over="ignore", invalid="ignore"):
        return _squeezed(lambda v, a: v.prod(axis=a), x, axis)


def max(x: Any, axis: int) -> Any:
    """Largest value along an axis."""
    return _squeezed(lambda v, a: v.max(axis=a), x, axis)


def min(x: Any, axis: int) -> Any:
    """Smallest value along an axis."""
    return _squeezed(lambda v, a: v.min(axis=a), x, axis)


def cumsum(x: Any, axis: int) -> Any:
    """Running sums along an axis."""
    return namespace(x).cumsum(x, axis=axis)


def segment_sum(x: Any, ids: np.ndarray, n: int) -> Any:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    if is_jax(x):
        import jax

        return jax.ops.segment_sum(x, ids, n)
    order = np.argsort(ids, kind="stable")
    present, starts = np.unique(ids[order], return_index=True)
    totals = np.zeros((n, *x.shape[1:]))
    if len(present):
        totals[present] = np.add.reduceat(x[order], starts, axis=0)
    return totals


def solve(matrix: Any, right: Any) -> Any:
    """Solutions of the linear systems of a batch."""
    xp = namespace(matrix, right)
    a = xp.moveaxis(matrix, -1, 0)
    b = xp.moveaxis(right, -1, 0)
    (count,) = np.broadcast_shapes(a.shape[:1], b.shape[:1])
    a = xp.broadcast_to(a, (count, *a.shape[1:]))
    b = xp.broadcast_to(b, (count, *b.shape[1:]))
    solution = xp.linalg.solve(a, b.reshape(count, b.shape[1], -1)).reshape(b.shape)
    return xp.moveaxis(solution, 0, -1)

