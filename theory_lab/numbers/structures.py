"""Arrays built from arrays, and arrays of constants.

Main definitions: ``stack``, ``concatenate``, ``broadcast_to``, ``full``, ``zeros``, ``ones``.

Conventions: the parts may be exact constants; a part that is the same for all instances is repeated over a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.arithmetics.constants import payload_of
from theory_lab.numbers.array import Array, together
from theory_lab.numbers.constructors import formula


def stack(arrays: Sequence[Any]) -> Array:
    """Arrays or constants of equal shape along a new first axis."""
    return _joined(arrays, lambda parts, xp: xp.stack(parts))


def concatenate(arrays: Sequence[Any]) -> Array:
    """Arrays along their first axis."""
    return _joined(arrays, lambda parts, xp: xp.concatenate(parts))


def _joined(arrays: Sequence[Any], join: Any) -> Array:
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


def full(shape: tuple[int, ...], value: int | Fraction, like: Array) -> Array:
    """An array of one exact constant in the arithmetic of ``like``; raises ``TypeError`` where that is no Array."""
    if not isinstance(like, Array):
        raise TypeError(f"{like!r} is no array of numbers; wrap it with exact() or floats()")
    return broadcast_to(Array(like.arithmetic, payload_of(value, like.arithmetic)), shape)


def zeros(shape: tuple[int, ...], like: Array) -> Array:
    """Zeros in the arithmetic of ``like``."""
    return full(shape, 0, like)


def ones(shape: tuple[int, ...], like: Array) -> Array:
    """Ones in the arithmetic of ``like``."""
    return full(shape, 1, like)
