"""The one list of functions that formulas may use.

Each function takes Arrays (or a user's raw float arrays) and computes in the arithmetic that they carry.  Axes count the
visible axes of one instance.

Conventions: ``sum`` of nothing is 0 and ``prod`` of nothing is 1; ``at_least`` is the indicator of ``a >= b`` as a number.

Main definitions: see ``__all__``.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np

from theory_lab.numbers import float64, logfloat, real_arrays
from theory_lab.numbers.batches import Array, Truth, coerce
from theory_lab.numbers.constructors import formula

one = Fraction(1)


def ratio(a: int, b: int) -> Fraction:
    """The exact constant ``a / b``."""
    return Fraction(a, b)


def _lifted(*values: Any) -> tuple[ModuleType, list[Any]]:
    """The common arithmetic and the payloads of arrays and exact constants."""
    like = next((v for v in values if isinstance(v, Array)), None)
    if like is None:
        like = Array(real_arrays, real_arrays.constant(0))
    arrays = [v if isinstance(v, Array) else coerce(v, like) for v in values]
    if builtins.any(a is None for a in arrays):
        wrong = next(v for v, a in zip(values, arrays, strict=True) if a is None)
        raise TypeError(f"{wrong!r} is neither an array nor an exact constant")
    found = {a.arithmetic for a in arrays if a is not None}
    if len(found) > 1 and not found <= {float64, logfloat}:
        raise TypeError("numbers of different arithmetics do not mix in one formula")
    return (logfloat if len(found) > 1 else found.pop()), [a.payload for a in arrays if a is not None]


def _unary(name: str, doc: str) -> Callable[[Any], Array]:
    def apply(x: Any) -> Array:
        arithmetic, (payload,) = _lifted(x)
        return Array(arithmetic, getattr(arithmetic, name)(payload))

    apply.__name__, apply.__doc__ = name, doc
    return formula(apply)


log = _unary("log", "Natural logarithm (nats); -inf at 0.")
exp = _unary("exp", "Exponential.")
sqrt = _unary("sqrt", "Square root of nonnegative numbers.")
absolute = _unary("absolute", "Absolute value.")


@formula
def maximum(x: Any, y: Any) -> Array:
    """Elementwise larger value."""
    arithmetic, payloads = _lifted(x, y)
    return Array(arithmetic, arithmetic.maximum(*payloads))


@formula
def minimum(x: Any, y: Any) -> Array:
    """Elementwise smaller value."""
    arithmetic, payloads = _lifted(x, y)
    return Array(arithmetic, arithmetic.minimum(*payloads))


@formula
def at_least(x: Any, y: Any) -> Array:
    """1 where ``x >= y``, 0 elsewhere; the interval [0, 1] where that is not decided."""
    return indicator(_lift_first(x, y) >= y)


def _lift_first(x: Any, y: Any) -> Array:
    arithmetic, (payload, _) = _lifted(x, y)
    return Array(arithmetic, payload)


def indicator(truth: Truth) -> Array:
    """1 where true, 0 where false."""
    if truth.soft is not None:
        return Array(float64, truth.soft)
    return Array(truth.arithmetic, truth.arithmetic.indicator(truth.sure, truth.possible))


def where(truth: Truth, x: Any, y: Any) -> Array:
    """``x`` where true and ``y`` where false; the hull of both where that is not decided."""
    anchor = Array(truth.arithmetic, truth.arithmetic.constant(0))
    arithmetic, (_, a, b) = _lifted(anchor, x, y)
    return Array(arithmetic, arithmetic.select(truth.sure, truth.possible, a, b))


def all(truth: Truth) -> Truth:
    """Whether every entry is true."""
    return _over_entries(truth, lambda x: x.all(axis=0))


def any(truth: Truth) -> Truth:
    """Whether some entry is true."""
    return _over_entries(truth, lambda x: x.any(axis=0))


def _over_entries(truth: Truth, f: Callable[[Any], Any]) -> Truth:
    flat = [x.reshape(-1, x.shape[-1]) for x in (truth.sure, truth.possible)]
    return Truth(truth.arithmetic, f(flat[0]), f(flat[1]))


def _reduction(name: str, doc: str) -> Callable[..., Array]:
    def apply(x: Array, axis: int | None = None) -> Array:
        if axis is None:
            return Array(x.arithmetic, getattr(x.arithmetic, name)(x.reshape(x.size).payload, 0))
        if not -x.ndim <= axis < x.ndim:
            raise ValueError(f"axis {axis} does not exist in an array of shape {x.shape}")
        return Array(x.arithmetic, getattr(x.arithmetic, name)(x.payload, axis % x.ndim))

    apply.__name__, apply.__doc__ = name, doc
    return formula(apply)


sum = _reduction("sum", "Sum over one axis, or over all entries.")
prod = _reduction("prod", "Product over one axis, or over all entries.")
max = _reduction("max", "Largest entry along one axis, or of all.")
min = _reduction("min", "Smallest entry along one axis, or of all.")


@formula
def cumsum(x: Array, axis: int = 0) -> Array:
    """Running sums along an axis."""
    return Array(x.arithmetic, x.arithmetic.cumsum(x.payload, axis % x.ndim))


@formula
def dot(x: Array, y: Array) -> Array:
    """Inner product of vectors, matrix times vector, vector times matrix, or matrix product."""
    if x.ndim == 1:
        return sum(x * y, 0) if y.ndim == 1 else sum(x[:, None] * y, 0)
    return sum(x * y, 1) if y.ndim == 1 else sum(x[:, :, None] * y[None], 1)


@formula
def outer(x: Array, y: Array) -> Array:
    """All products of entries of two vectors."""
    return x[:, None] * y[None, :]


def stack(arrays: Sequence[Any]) -> Array:
    """Arrays of equal shape along a new first axis."""
    return concatenate([_lift_first(a, b)[None] for a, b in zip(arrays, [_anchor(arrays)] * len(arrays), strict=True)])


def _anchor(arrays: Sequence[Any]) -> Any:
    return next((a for a in arrays if isinstance(a, Array)), 0)


def concatenate(arrays: Sequence[Array]) -> Array:
    """Arrays along their first axis."""
    arithmetic, payloads = _lifted(*arrays)
    batch = builtins.max(arithmetic.shape(p)[-1] for p in payloads)

    def join(*parts: Any) -> Any:
        xp = float64.namespace(*parts)
        return xp.concatenate([xp.broadcast_to(p, (*p.shape[:-1], batch)) for p in parts])

    return Array(arithmetic, arithmetic.restructure(join, *payloads))


@formula
def broadcast_to(x: Array, shape: tuple[int, ...]) -> Array:
    """The array repeated to a larger shape."""
    wider = x.reshape(*(1,) * (len(shape) - x.ndim), *x.shape)
    return wider.restructured(lambda p: float64.namespace(p).broadcast_to(p, (*shape, p.shape[-1])))


def full(shape: tuple[int, ...], value: int | Fraction, like: Array) -> Array:
    """An array of one exact constant in the arithmetic of ``like``."""
    return broadcast_to(Array(like.arithmetic, like.arithmetic.constant(value)), shape)


def zeros(shape: tuple[int, ...], like: Array) -> Array:
    """Zeros in the arithmetic of ``like``."""
    return full(shape, 0, like)


def ones(shape: tuple[int, ...], like: Array) -> Array:
    """Ones in the arithmetic of ``like``."""
    return full(shape, 1, like)


@formula
def segment_sum(x: Array, ids: np.ndarray, n: int) -> Array:
    """Sums of the rows of ``x`` that share an id; ``ids`` are static whole numbers in ``0..n-1``."""
    return Array(x.arithmetic, x.arithmetic.segment_sum(x.payload, np.asarray(ids), n))


@formula
def solve(matrix: Array, right: Array) -> Array:
    """The solution of a linear system; shapes (n, n) and (n,) or (n, k)."""
    arithmetic, payloads = _lifted(matrix, right)
    return Array(arithmetic, arithmetic.solve(*payloads))


def iterate(step: Callable[[Any], Any], state: Any, n: int) -> Any:
    """``step`` applied ``n`` times: ``lax.scan`` on JAX arrays, a plain loop elsewhere.

    ``state`` is an Array or a tuple of Arrays.
    """
    parts = state if isinstance(state, tuple) else (state,)
    if not builtins.any(isinstance(p, Array) and float64.is_jax(logfloat.linear(p.payload)) for p in parts):
        for _ in range(n):
            state = step(state)
        return state
    import jax

    def pack(values: Any) -> Any:
        return tuple(v.payload for v in (values if isinstance(values, tuple) else (values,)))

    def unpack(payloads: Any) -> Any:
        arrays = tuple(Array(p.arithmetic, x) for p, x in zip(parts, payloads, strict=True))
        return arrays if isinstance(state, tuple) else arrays[0]

    final, _ = jax.lax.scan(lambda carry, _: (pack(step(unpack(carry))), None), pack(state), None, length=n)
    return unpack(final)
