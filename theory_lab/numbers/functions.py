"""Functions of arrays that formulas may use.

Each function takes Arrays (or a user's raw float arrays) and exact constants, and computes in the arithmetic that they
carry.  Axes count the visible axes of one instance.

Conventions: ``sum`` of nothing is 0 and ``prod`` of nothing is 1; ``at_least`` is the indicator of ``a >= b`` as a number.

Main definitions: ``log``, ``exp``, ``sqrt``, ``absolute``, ``maximum``, ``minimum``, ``at_least``, ``indicator``, ``where``,
``all``, ``any``, ``sum``, ``prod``, ``max``, ``min``, ``cumsum``, ``dot``, ``outer``, ``segment_sum``, ``solve``, ``ratio``,
``one``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.arithmetics.truths import Truth, static_truth
from theory_lab.numbers.array import Array, together
from theory_lab.numbers.constructors import formula

one = Fraction(1)
_EXACT = Truth(real_arrays, None, None)


def ratio(a: int, b: int) -> Fraction:
    """The exact constant ``a / b``."""
    return Fraction(a, b)


def _unary(name: str, doc: str) -> Callable[[Any], Array]:
    def apply(x: Any) -> Array:
        arithmetic, (payload,) = together(x)
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
    arithmetic, payloads = together(x, y)
    return Array(arithmetic, arithmetic.maximum(*payloads))


@formula
def minimum(x: Any, y: Any) -> Array:
    """Elementwise smaller value."""
    arithmetic, payloads = together(x, y)
    return Array(arithmetic, arithmetic.minimum(*payloads))


@formula
def at_least(x: Any, y: Any) -> Array:
    """1 where ``x >= y``, 0 elsewhere; the interval [0, 1] where that is not decided."""
    arithmetic, (left, right) = together(x, y)
    return indicator(Array(arithmetic, left) >= Array(arithmetic, right))


def indicator(truth: Any) -> Array:
    """1 where true, 0 where false."""
    truth = _truth(truth)
    if truth.soft is not None:
        return Array(float64, truth.soft)
    return Array(truth.arithmetic, truth.arithmetic.indicator(truth.sure, truth.possible))


def where(truth: Any, x: Any, y: Any) -> Array:
    """``x`` where true and ``y`` where false; the hull of both where that is not decided."""
    truth = _truth(truth)
    arithmetic, (a, b) = together(x, y, among=truth.arithmetic)
    return Array(arithmetic, arithmetic.select(truth.sure, truth.possible, a, b))


def _truth(value: Any) -> Truth:
    return value if isinstance(value, Truth) else static_truth(value, _EXACT)


def all(truth: Any) -> Truth:
    """Whether every entry is true."""
    truth = _truth(truth)
    sure = _flat(truth.sure).all(axis=0)
    possible = sure if truth.is_decided else _flat(truth.possible).all(axis=0)
    soft = None if truth.soft is None else _flat(truth.soft).prod(axis=0)
    return Truth(truth.arithmetic, sure, possible, soft, truth.doubt)


def any(truth: Any) -> Truth:
    """Whether some entry is true."""
    return ~all(~_truth(truth))


def _flat(part: Any) -> Any:
    return part.reshape(-1, part.shape[-1])


def _reduction(name: str, doc: str) -> Callable[..., Array]:
    def apply(x: Array, axis: int | None = None) -> Array:
        ndim = len(_shape(x, name))
        if axis is None:
            flat = x if ndim == 1 else x.reshape(x.size)
            return Array(x.arithmetic, getattr(x.arithmetic, name)(flat.payload, 0))
        return Array(x.arithmetic, getattr(x.arithmetic, name)(x.payload, _axis(axis, x.shape)))

    apply.__name__, apply.__doc__ = name, doc
    return formula(apply)


def _shape(x: Any, name: str) -> tuple[int, ...]:
    if not isinstance(x, Array):
        raise TypeError(f"{name} takes an array of exact() or floats(), not {x!r}")
    return x.shape


def _axis(axis: int, shape: tuple[int, ...]) -> int:
    if not -len(shape) <= axis < len(shape):
        raise ValueError(f"axis {axis} does not exist in an array of shape {shape}")
    return axis % len(shape)


sum = _reduction("sum", "Sum over one axis, or over all entries.")
prod = _reduction("prod", "Product over one axis, or over all entries.")
max = _reduction("max", "Largest entry along one axis, or of all.")
min = _reduction("min", "Smallest entry along one axis, or of all.")


@formula
def cumsum(x: Array, axis: int = 0) -> Array:
    """Running sums along an axis."""
    axis = _axis(axis, _shape(x, "cumsum"))
    return Array(x.arithmetic, x.arithmetic.cumsum(x.payload, axis))


@formula
def dot(x: Any, y: Any) -> Array:
    """Inner product of vectors, matrix times vector, vector times matrix, or matrix product."""
    arithmetic, payloads = together(x, y)
    x, y = (Array(arithmetic, payload) for payload in payloads)
    if x.ndim not in (1, 2) or y.ndim not in (1, 2) or x.shape[-1] != y.shape[0]:
        raise ValueError(f"arrays of shapes {x.shape} and {y.shape} have no inner product")
    if hasattr(arithmetic, "dot"):
        return Array(arithmetic, arithmetic.dot(*payloads))
    return sum(x.reshape(*x.shape, *(1,) * (y.ndim - 1)) * y, x.ndim - 1)


@formula
def outer(x: Array, y: Array) -> Array:
    """All products of entries of two vectors."""
    return x[:, None] * y[None, :]


@formula
def segment_sum(x: Array, ids: np.ndarray, n: int) -> Array:
    """Sums of the rows of ``x`` that share an id; ``ids`` are static whole numbers in ``0..n-1``, one a row."""
    ids, shape = np.asarray(ids, dtype=int if len(ids) == 0 else None), _shape(x, "segment_sum")
    if ids.dtype.kind not in "iu" or ids.shape != shape[:1]:
        raise ValueError(f"{shape[0]} rows need as many whole ids, not {ids.dtype} of shape {ids.shape}")
    if len(ids) and not (ids.min() >= 0 and ids.max() < n):
        raise ValueError(f"ids from {ids.min()} to {ids.max()} do not lie in 0..{n - 1}")
    return Array(x.arithmetic, x.arithmetic.segment_sum(x.payload, ids, n))


@formula
def solve(matrix: Any, right: Any) -> Array:
    """The solution of a linear system; shapes (n, n) and (n,) or (n, k)."""
    arithmetic, payloads = together(matrix, right)
    rows, columns = (arithmetic.shape(payload)[:-1] for payload in payloads)
    if len(rows) != 2 or rows[0] != rows[1] or len(columns) not in (1, 2) or columns[0] != rows[0]:
        raise ValueError(f"a matrix of shape {rows} and a right side of shape {columns} make no linear system")
    return Array(arithmetic, arithmetic.solve(*payloads))
