"""Into Arrays and out of them.

Constructors for each arithmetic, and ``formula``, which lets a library function take a user's raw NumPy or JAX arrays.

Main definitions: ``exact``, ``float_array``, ``intervals``, ``logs``, ``value``, ``formula``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar, cast

import numpy as np

from theory_lab.numbers import float64, interval, logfloat, real_arrays
from theory_lab.numbers.batches import Array, Truth

F = TypeVar("F", bound=Callable[..., Any])


def is_raw(value: Any) -> bool:
    """True for a user's own float array of NumPy or JAX."""
    return (isinstance(value, np.ndarray | np.floating) and value.dtype.kind == "f") or float64.is_jax(value)


def unwrap(result: Any) -> Any:
    """A raw float array (or float) from an Array of floats of one instance; other values unchanged."""
    if isinstance(result, tuple):
        return type(result)(*map(unwrap, result)) if hasattr(result, "_fields") else tuple(map(unwrap, result))
    if isinstance(result, Array):
        values = logfloat.linear(result.payload)[..., 0]
        return values if values.ndim or float64.is_jax(values) else float(values)
    if isinstance(result, Truth):
        return result.sure[..., 0] if result.shape else bool(result)
    return result


def formula(f: F) -> F:
    """Let a function of Arrays take raw NumPy or JAX float arrays too, and then return raw ones."""

    @functools.wraps(f)
    def wrapped(*args: Any, **options: Any) -> Any:
        raw = any(is_raw(a) for a in args) or any(is_raw(o) for o in options.values())
        if not raw:
            for value in args:
                if isinstance(value, list):
                    raise TypeError(f"{f.__name__} takes arrays, not the list {value!r}; wrap it with exact() or floats()")
            return f(*args, **options)
        if any(isinstance(a, Array) for a in args):
            raise TypeError(f"{f.__name__} got raw float arrays together with Arrays; wrap both with floats() or exact()")
        lifted = {key: _wrap(value) for key, value in options.items()}
        return unwrap(f(*map(_wrap, args), **lifted))

    return cast(F, wrapped)


def _wrap(value: Any) -> Any:
    if isinstance(value, float):
        return Array(float64, np.array([value]))
    return Array(float64, value[..., None]) if is_raw(value) else value


def exact(values: Any) -> Array:
    """An exact Array from nested whole numbers, fractions, or strings such as ``"3/8"``."""
    nested = np.asarray(values, dtype=object)
    parse = np.frompyfunc(lambda v: Fraction(v) if isinstance(v, str) else v, 1, 1)
    return Array(real_arrays, real_arrays.lifted(parse(nested))[..., None])


def intervals(values: Any) -> Array:
    """An Array of enclosures of nested whole numbers or fractions."""
    return Array(interval, interval.lifted(values)).restructured(lambda x: x[..., None])


def float_array(values: Any, batched: bool = False) -> Array:
    """A float Array of one instance; with ``batched`` the last axis of the values counts the instances."""
    payload = values if float64.is_jax(values) else np.asarray(values, dtype=float)
    return Array(float64, payload if batched else payload[..., None])


def logs(values: Any) -> Array:
    """Nonnegative numbers given by their natural logarithms."""
    payload = values if float64.is_jax(values) else np.asarray(values, dtype=float)
    return Array(logfloat, logfloat.LogFloat(payload[..., None]))


def value(x: Array) -> Any:
    """The value of a single number: a float, a ``Real``, or the pair of ends of an interval."""
    if x.shape or x.batch != 1:
        raise ValueError(f"an array of shape {x.shape} over {x.batch} instances is no single number")
    if x.arithmetic is interval:
        return float(x.payload.lo[0]), float(x.payload.hi[0])
    return x.payload[0] if x.arithmetic is real_arrays else float(logfloat.linear(x.payload)[0])
