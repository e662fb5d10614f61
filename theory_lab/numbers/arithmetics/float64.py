"""Float arithmetic on NumPy arrays and on JAX arrays or tracers.

The same functions serve both: the stored array says which library computes.  Floats search and draw
pictures; they never decide.

Conventions: IEEE 754 without warnings, nan where a form has no value.  A comparison that is a tie up to rounding counts as
true, so that a search finds ties.  Under ``smooth(t)`` indicators of JAX arrays become logistic with relative width ``t``,
for gradients.

Main definitions: the functions of an ``Arithmetic``, ``smooth``.
"""

from __future__ import annotations

import contextlib
import math
import operator
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from fractions import Fraction
from typing import Any

import numpy as np

NAME: str = "float"
IS_ROUNDED: bool = True
TIE = 2.0**-48  # of the sizes of both sides: what a formula of some dozen operations loses at a tie
_temperature: ContextVar[float] = ContextVar("temperature", default=0.0)  # 0: indicators jump
_quiet = np.errstate(all="ignore")


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
    if type(x) is np.ndarray:
        return False
    jax = sys.modules.get("jax")
    return jax is not None and isinstance(x, jax.Array)


def taken(x: Any, index: tuple[Any, ...]) -> Any:
    """The entries of what is stored, of JAX too; raises ``IndexError`` where there are none, and JAX would take the last one."""
    if is_jax(x):
        np.broadcast_to(np.False_, x.shape)[index]
    return x[index]


def namespace(*xs: Any) -> Any:
    """``jax.numpy`` if any array is JAX's, else NumPy."""
    for x in xs:
        if is_jax(x):
            return sys.modules["jax"].numpy
    return np


def constant(value: Any) -> np.ndarray:
    """A payload of one number."""
    return np.array([_nearest(value)])


def lifted(values: Any) -> np.ndarray:
    """A float array from nested exact numbers, without a batch axis added."""
    array = np.asarray(values)
    if array.dtype.kind in "iu":
        return array.astype(float)
    return np.asarray(np.frompyfunc(_nearest, 1, 1)(array.astype(object)), dtype=float)


def _nearest(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def restructure(f: Callable[..., Any], *payloads: Any) -> Any:
    """Apply a structural function to arrays of one library."""
    xp = namespace(*payloads)
    return f(*payloads) if xp is np else f(*map(xp.asarray, payloads))


def shape(payload: Any) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def numbers(payload: Any) -> Any:
    """The floats."""
    return payload


def bounds(payload: Any) -> tuple[Any, Any]:
    """The floats twice; they are rounded, and no bounds."""
    return payload, payload


add, subtract, multiply = _quiet(operator.add), _quiet(operator.sub), _quiet(operator.mul)
divide = _quiet(operator.truediv)
negative, absolute = operator.neg, operator.abs


@_quiet
def power(x: Any, n: int | Fraction) -> Any:
    """Elementwise power; nan for a fraction as exponent of a negative number."""
    return x ** (n if isinstance(n, int) else float(n))


def _named(name: str) -> Callable[..., Any]:
    @_quiet
    def apply(*xs: Any) -> Any:
        """The elementwise function of this name in the library of the arrays."""
        return getattr(namespace(*xs), name)(*xs)

    return apply


log, exp, sqrt = _named("log"), _named("exp"), _named("sqrt")
maximum, minimum = _named("maximum"), _named("minimum")


@_quiet
def at_least(x: Any, y: Any, least: float = 0.0) -> tuple[Any, Any]:
    """``x >= y``, a tie up to rounding (relative, and absolute below the size ``least``) counting as true."""
    truth = x >= y
    if is_jax(truth) or not truth.all():
        truth = truth | (y - x < TIE * (abs(x) + abs(y) + least))
    return truth, truth


def above(x: Any, y: Any) -> tuple[Any, Any]:
    """``x > y`` in IEEE arithmetic."""
    truth = x > y
    return truth, truth


def soft_at_least(x: Any, y: Any) -> Any | None:
    """The logistic stand-in for ``x >= y`` when smoothing is on and the arrays are JAX's, else None."""
    if not (_temperature.get() and (is_jax(x) or is_jax(y))):
        return None
    xp, size = namespace(x, y), sys.modules["jax"].lax.stop_gradient(abs(x) + abs(y))
    bounded = (size > 0) & (size < np.inf)
    gap = xp.where(bounded, x - y, 0.0) / xp.where(bounded, size, 1.0)
    return sys.modules["jax"].nn.sigmoid(gap / _temperature.get())


def doubt(x: Any, y: Any) -> str:
    """Nothing: floats are always decided."""
    return ""


def select(sure: Any, possible: Any, x: Any, y: Any) -> Any:
    """``x`` where true, else ``y``."""
    return namespace(sure, x, y).where(sure, x, y)


def indicator(sure: Any, possible: Any) -> Any:
    """1 where true, else 0."""
    return sure.astype(float)


def _reduction(name: str) -> Callable[[Any, int], Any]:
    @_quiet
    def reduce(x: Any, axis: int) -> Any:
        """Reduce an axis; without the unit batch axis, over which NumPy would lose its fast inner loop."""
        if x.shape[-1] == 1:
            return getattr(x[..., 0], name)(axis=axis)[..., None]
        return getattr(x, name)(axis=axis)

    return reduce


sum, prod, max, min = _reduction("sum"), _reduction("prod"), _reduction("max"), _reduction("min")


@_quiet
def dot(x: Any, y: Any) -> Any:
    """Inner product over the last visible axis of ``x`` and the first of ``y``."""
    xp = namespace(x, y)
    if x.shape[-1] == 1:
        return xp.tensordot(x[..., 0], y, 1)
    if y.shape[-1] == 1:
        return xp.moveaxis(xp.tensordot(xp.moveaxis(x, -1, 0), y[..., 0], 1), 0, -1)
    terms = x.reshape(*x.shape[:-1], *(1,) * (y.ndim - 2), x.shape[-1]) * y
    return terms.sum(axis=x.ndim - 2)


@_quiet
def cumsum(x: Any, axis: int) -> Any:
    """Running sums along an axis."""
    return x.cumsum(axis=axis)


def segment_sum(x: Any, ids: np.ndarray, n: int) -> Any:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    if is_jax(x):
        return sys.modules["jax"].ops.segment_sum(x, ids, n)
    return _over_segments(np.add, x, ids, n, 0.0)


def segment_max(x: Any, ids: np.ndarray, n: int) -> Any:
    """The largest of the rows of ``x`` that share an id; -inf where there is none."""
    if is_jax(x):
        return sys.modules["jax"].ops.segment_max(x, ids, n)
    return _over_segments(np.maximum, x, ids, n, -np.inf)


@_quiet
def _over_segments(f: np.ufunc, x: np.ndarray, ids: np.ndarray, n: int, empty: float) -> np.ndarray:
    order = np.argsort(ids, kind="stable")
    present, starts = np.unique(ids[order], return_index=True)
    result = np.full((n, *x.shape[1:]), empty)
    if len(present):
        result[present] = f.reduceat(x[order], starts, axis=0)
    return result


@_quiet
def solve(matrix: Any, right: Any) -> Any:
    """Solutions of the linear systems of a batch; nan where the matrix is singular."""
    xp = namespace(matrix, right)
    a, b = xp.moveaxis(matrix, -1, 0), xp.moveaxis(right, -1, 0)
    (count,) = np.broadcast_shapes(a.shape[:1], b.shape[:1])
    a = xp.broadcast_to(a, (count, *a.shape[1:]))
    b = xp.broadcast_to(b, (count, *b.shape[1:])).reshape(count, b.shape[1], -1)
    try:
        solution = xp.linalg.solve(a, b)
    except np.linalg.LinAlgError:  # NumPy gives up on the whole batch
        solution = np.stack([_solution(*system) for system in zip(a, b, strict=True)])
    return xp.moveaxis(solution, 0, -1).reshape((*right.shape[:-1], count))


def _solution(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.solve(matrix, right)
    except np.linalg.LinAlgError:
        return np.full(right.shape, np.nan)
