"""Into Arrays and out of them.

Constructors for each arithmetic, ``formula``, which lets a library function take a user's raw NumPy or JAX arrays, and arrays
built from arrays.

Main definitions: ``exact``, ``floats``, ``intervals``, ``logs``, ``value``, ``formula``, ``stack``, ``concatenate``,
``broadcast_to``, ``full``, ``zeros``, ``ones``.

Conventions: parts of ``stack`` and ``concatenate`` may be exact constants; one that is the same for all instances is repeated.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar, cast

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import float64, interval, logfloat
from theory_lab.numbers.arithmetics.constants import payload_of, translated
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.array import Array, together

F = TypeVar("F", bound=Callable[..., Any])
_ENTRIES = (np.ndarray, np.floating)


def is_raw(value: Any) -> bool:
    """True for a user's own float array of NumPy or JAX, or a NumPy float."""
    return (isinstance(value, _ENTRIES) or float64.is_jax(value)) and getattr(value.dtype, "kind", "") == "f"


def _wrap(value: Any) -> Any:
    if isinstance(value, Array):
        raise TypeError("raw float arrays came together with Arrays; wrap both with floats() or exact()")
    if isinstance(value, float):
        return Array(float64, np.array([value]))
    return Array(float64, value[..., None]) if is_raw(value) else value


def unwrap(result: Any) -> Any:
    """Raw float arrays (or floats) from Arrays of one instance; other values unchanged."""
    if isinstance(result, tuple):
        return type(result)(*map(unwrap, result)) if hasattr(result, "_fields") else tuple(map(unwrap, result))
    if isinstance(result, Array):
        plain = floats(result) if result.is_exact else result
        return _scalar(logfloat.linear(plain.payload)[..., 0], float)
    return _scalar(result.sure[..., 0], bool) if isinstance(result, Truth) else result


def _scalar(values: Any, kind: type) -> Any:
    return values if values.ndim or float64.is_jax(values) else kind(values)


def formula(f: F) -> F:
    """Let a function of Arrays take raw NumPy or JAX float arrays too, and then return raw ones."""

    @functools.wraps(f)
    def wrapped(*args: Any, **options: Any) -> Any:
        for value in (*args, *options.values()) if options else args:
            if type(value) is Array:
                continue
            if isinstance(value, list):
                made = "stack() its numbers" if any(type(one) is Array for one in value) else "wrap it with exact() or floats()"
                raise TypeError(f"{f.__name__} takes arrays, not the list {value!r}; {made}")
            if is_raw(value):
                lifted = {key: _wrap(option) for key, option in options.items()}
                return unwrap(f(*map(_wrap, args), **lifted))
        return f(*args, **options)

    return cast(F, wrapped)


def exact(values: Any, batched: bool = False) -> Array:
    """An exact Array from nested whole numbers, fractions, or strings such as ``"3/8"``; ``batched``: last axis is the batch."""
    if isinstance(values, Array):
        return Array(real_arrays, _exact_payload(values))
    parse = np.frompyfunc(lambda v: Fraction(v) if isinstance(v, str) else v, 1, 1)
    payload = real_arrays.lifted(parse(np.asarray(values, dtype=object)))
    return Array(real_arrays, payload if batched else payload[..., None])


def intervals(values: Any) -> Array:
    """An Array of enclosures of nested whole numbers or fractions, or of an exact Array."""
    if isinstance(values, Array):
        return Array(interval, translated(_exact_payload(values), interval))
    return Array(interval, interval.lifted(values)).restructured(lambda x: x[..., None])


def floats(values: Any, batched: bool = False) -> Array:
    """A float Array of one instance, also of an exact one; with ``batched`` the last axis counts the instances."""
    payload = _plain(values)
    return Array(float64, payload if batched else payload[..., None])


def logs(values: Any) -> Array:
    """Nonnegative numbers given by their natural logarithms."""
    return Array(logfloat, logfloat.LogFloat(_plain(values)[..., None]))


def _plain(values: Any) -> Any:
    if isinstance(values, Array):
        return translated(_exact_payload(values), float64)[..., 0]
    return values.astype(float) if float64.is_jax(values) else np.asarray(values, dtype=float)


def _exact_payload(array: Array) -> np.ndarray:
    if not array.is_exact:
        raise TypeError(f"only exact arrays go into another arithmetic, not one of {array.arithmetic.NAME} numbers")
    return array.payload if array.arithmetic is real_arrays else array.numbers(batched=True)  # words refuse


def value(x: Array) -> Any:
    """The value of a single number: a float, a ``Real``, or the pair of ends of an interval."""
    if x.shape or x.number_of_instances != 1:
        raise ValueError(f"an array of shape {x.shape} over {x.number_of_instances} instances is no single number")
    if x.arithmetic is interval:
        return float(x.payload.lo[0]), float(x.payload.hi[0])
    return x.numbers()[()] if x.is_exact else float(logfloat.linear(x.payload)[0])


def stack(arrays: Sequence[Any]) -> Array:
    """Arrays or constants of equal shape along a new first axis."""
    return _joined(arrays, lambda parts, xp: xp.stack(parts))


def concatenate(arrays: Sequence[Any]) -> Array:
    """Arrays along their first axis."""
    return _joined(arrays, lambda parts, xp: xp.concatenate(parts))


def _joined(arrays: Sequence[Any], join: Callable[[list[Any], Any], Any]) -> Array:
    arithmetic, payloads = together(*arrays)
    if not payloads:
        raise ValueError("there are no arrays to put together")
    batch = max(arithmetic.shape(payload)[-1] for payload in payloads)

    def put_together(*parts: Any) -> Any:
        xp = float64.namespace(*parts)
        return join([xp.broadcast_to(part, (*part.shape[:-1], batch)) for part in parts], xp)

    return Array(arithmetic, arithmetic.restructure(put_together, *payloads))


@formula
def broadcast_to(x: Array, shape: tuple[int, ...]) -> Array:
    """The array repeated to a larger shape."""
    wider = x.reshape(*(1,) * (len(shape) - x.ndim), *x.shape)
    return wider.restructured(lambda p: float64.namespace(p).broadcast_to(p, (*shape, p.shape[-1])))


def full(shape: int | tuple[int, ...], value: int | Fraction, like: Array) -> Array:
    """An array of one exact constant in the arithmetic of ``like``; raises ``TypeError`` where that is no Array."""
    if not isinstance(like, Array):
        raise TypeError(f"{like!r} is no array of numbers; wrap it with exact() or floats()")
    shape = shape if isinstance(shape, tuple | list) else (operator.index(shape),)
    return broadcast_to(Array(like.arithmetic, payload_of(value, like.arithmetic)), shape)


def zeros(shape: int | tuple[int, ...], like: Array) -> Array:
    """Zeros in the arithmetic of ``like``."""
    return full(shape, 0, like)


def ones(shape: int | tuple[int, ...], like: Array) -> Array:
    """Ones in the arithmetic of ``like``."""
    return full(shape, 1, like)
