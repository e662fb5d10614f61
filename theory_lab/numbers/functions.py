"""Functions of arrays that formulas may use.

Each function takes Arrays (or a user's raw float arrays) and exact constants, and computes in the arithmetic that they
carry.  Axes count the visible axes of one instance.

Main definitions, by section: elementwise functions, comparisons and choices, reductions, linear algebra, terms at zero
and infinity, loops.

Conventions: the empty ``sum`` is 0, the empty ``prod`` 1; ``at_least`` is the indicator of ``a >= b``, a number. ``0 log 0 = 0``;
``kl_term(0, q) = q``; ``kl_term(p, 0) = inf`` for ``p > 0``; a ratio ``0/0`` counts as 0 and ``a/0`` as infinity.
"""

from __future__ import annotations

import builtins
import math
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import comparisons, doubts, exact, float64, interval, logfloat
from theory_lab.numbers.arithmetics.truths import Truth, static_truth
from theory_lab.numbers.array import Array, together
from theory_lab.numbers.constructors import formula

INFINITY = math.inf
one = Fraction(1)
_EXACT = Truth(exact, None, None)


# Elementwise functions


@formula
def log(x: Any) -> Array:
    """Natural logarithm (nats); -inf at 0."""
    arithmetic, (payload,) = together(x)
    return Array(arithmetic, arithmetic.log(payload))


@formula
def exp(x: Any) -> Array:
    """Exponential."""
    arithmetic, (payload,) = together(x)
    return Array(arithmetic, arithmetic.exp(payload))


@formula
def sqrt(x: Any) -> Array:
    """Square root of nonnegative numbers."""
    arithmetic, (payload,) = together(x)
    return Array(arithmetic, arithmetic.sqrt(payload))


@formula
def absolute(x: Any) -> Array:
    """Absolute value."""
    arithmetic, (payload,) = together(x)
    return Array(arithmetic, arithmetic.absolute(payload))


@formula
def maximum(x: Any, y: Any) -> Array:
    """Elementwise larger value."""
    arithmetic, payloads = together(x, y)
    comparisons.note(*payloads)
    return Array(arithmetic, arithmetic.maximum(*payloads))


@formula
def minimum(x: Any, y: Any) -> Array:
    """Elementwise smaller value."""
    arithmetic, payloads = together(x, y)
    comparisons.note(*payloads)
    return Array(arithmetic, arithmetic.minimum(*payloads))


# Comparisons and choices


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


# Reductions


@formula
def sum(x: Array, axis: int | None = None) -> Array:
    """Sum over one axis, or over all entries."""
    payload, axis = _along(x, axis, "sum")
    return Array(x.arithmetic, x.arithmetic.sum(payload, axis))


@formula
def prod(x: Array, axis: int | None = None) -> Array:
    """Product over one axis, or over all entries."""
    payload, axis = _along(x, axis, "prod")
    return Array(x.arithmetic, x.arithmetic.prod(payload, axis))


@formula
def max(x: Array, axis: int | None = None) -> Array:
    """Largest entry along one axis, or of all."""
    payload, axis = _along(x, axis, "max")
    best = x.arithmetic.max(payload, axis)
    if comparisons.noting():
        comparisons.note(payload, x.arithmetic.restructure(lambda part: np.expand_dims(part, axis), best))
    return Array(x.arithmetic, best)


@formula
def min(x: Array, axis: int | None = None) -> Array:
    """Smallest entry along one axis, or of all."""
    payload, axis = _along(x, axis, "min")
    best = x.arithmetic.min(payload, axis)
    if comparisons.noting():
        comparisons.note(payload, x.arithmetic.restructure(lambda part: np.expand_dims(part, axis), best))
    return Array(x.arithmetic, best)


@formula
def cumsum(x: Array, axis: int = 0) -> Array:
    """Running sums along an axis."""
    payload, axis = _along(x, axis, "cumsum")
    return Array(x.arithmetic, x.arithmetic.cumsum(payload, axis))


@formula
def segment_sum(x: Array, ids: np.ndarray, n: int) -> Array:
    """Sums of the rows of ``x`` that share an id; ``ids`` are static whole numbers in ``0..n-1``, one a row."""
    ids, shape = np.asarray(ids, dtype=int if len(ids) == 0 else None), _shape(x, "segment_sum")
    if ids.dtype.kind not in "iu" or ids.shape != shape[:1]:
        raise ValueError(f"{shape[0]} rows need as many whole ids, not {ids.dtype} of shape {ids.shape}")
    if len(ids) and not (ids.min() >= 0 and ids.max() < n):
        raise ValueError(f"ids from {ids.min()} to {ids.max()} do not lie in 0..{n - 1}")
    return Array(x.arithmetic, x.arithmetic.segment_sum(x.payload, ids, n))


def _shape(x: Any, name: str) -> tuple[int, ...]:
    if not isinstance(x, Array):
        raise TypeError(f"{name} takes an array of exact() or floats(), not {x!r}")
    return x.shape


def _along(x: Array, axis: int | None, name: str) -> tuple[Any, int]:
    """What is stored and the axis counted from the front; what is stored flat where no axis is given."""
    shape = _shape(x, name)
    if axis is None:
        return (x if len(shape) == 1 else x.reshape(x.size)).payload, 0
    if axis not in range(-len(shape), len(shape)):
        raise ValueError(f"axis {axis} does not exist in an array of shape {shape}, or is not one axis")
    return x.payload, axis % len(shape)


# Linear algebra


@formula
def dot(x: Any, y: Any) -> Array:
    """Inner product of vectors, matrix times vector, vector times matrix, or matrix product."""
    arithmetic, (left, right) = together(x, y)
    return Array(arithmetic, left) @ Array(arithmetic, right)


@formula
def outer(x: Array, y: Array) -> Array:
    """All products of entries of two vectors."""
    return x[:, None] * y[None, :]


@formula
def solve(matrix: Any, right: Any) -> Array:
    """The solution of a linear system; shapes (n, n) and (n,) or (n, k)."""
    arithmetic, payloads = together(matrix, right)
    rows, columns = (arithmetic.shape(payload)[:-1] for payload in payloads)
    if len(rows) != 2 or rows[0] != rows[1] or len(columns) not in (1, 2) or columns[0] != rows[0]:
        raise ValueError(f"a matrix of shape {rows} and a right side of shape {columns} make no linear system")
    return Array(arithmetic, arithmetic.solve(*payloads))


# Terms at zero and infinity, nonnegative by construction and safe under gradients


@formula
def xlogx(x: Array) -> Array:
    """``x log x`` in nats; 0 at 0."""
    with _valued(x, but=lambda lo, hi: lo < 0):
        return x * log(where(abs(x) > 0, x, 1))


def _valued(*arrays: Any, but: Callable[..., np.ndarray]) -> AbstractContextManager[None]:
    """Within the block enclosures have a value but where their ends say, though steps on the way may seem to have none."""
    arithmetic, payloads = together(*arrays)
    return doubts.only(but(*(end for x in payloads for end in (x.lo, x.hi)))) if arithmetic is interval else nullcontext()


@formula
def kl_term(p: Array, q: Array) -> Array:
    """``q f(p/q)`` with ``f(t) = t log t - t + 1 >= 0``: terms of ``sum p log(p/q)`` between laws of equal mass.

    0 at ``p = q = 0``, ``q`` at ``p = 0``, infinity at ``q = 0 < p``.  In plain floats nan where ``p/q`` overflows.
    """
    supported = q > 0
    with _valued(p, q, but=lambda p0, p1, q0, q1: (p0 < 0) | (p1 == np.inf) | (q0 == -np.inf)):
        t = where(supported, p, 1) / where(supported, q, 1)
        if t.arithmetic is logfloat:
            body = _kl_term_of_logs(p, q, t)
        else:
            body = maximum(q * (xlogx(t) - (t - 1)), 0)
    return where(supported, body, where(p > 0, INFINITY, 0))


def _kl_term_of_logs(p: Array, q: Array, t: Array) -> Array:
    """``p (log t - 1 + 1/t)`` for ``t = p/q >= 1``, else ``q f(t)``, kept in log space."""
    rising = t >= 1
    u = where(rising, t, 1)
    factor = where(rising, log(u) - 1 + 1 / u, xlogx(t) - (t - 1))
    positive = factor > 0
    return where(positive, where(rising, p, q) * exp(log(where(positive, factor, 1))), 0)


@formula
def chi2_term(p: Array, q: Array) -> Array:
    """``(p - q)**2 / q``; 0 at ``p = q = 0``, infinity at ``q = 0 < p``."""
    supported = q > 0
    with _valued(p, q, but=lambda *ends: np.logical_or.reduce(np.broadcast_arrays(*map(np.isinf, ends)))):
        body = (p - q) ** 2 / where(supported, q, 1)
    return where(supported, body, where(p > 0, INFINITY, 0))


@formula
def ratio_at_least(p: Array, q: Array, level: Any) -> Truth:
    """Whether ``p/q >= level``, by cross-multiplication; ``0/0`` counts as 0 and ``p/0`` as infinity."""
    return (p >= q * level) & ((p > 0) | (p >= level))


def iterate(step: Callable[[Any], Any], state: Any, n: int) -> Any:
    """``step`` applied ``n`` times to an Array or a tuple of Arrays.

    On JAX arrays all but the first step is one ``lax.scan``, so that ``step`` is traced twice, whatever ``n`` is; shapes and
    arithmetics must then stay what they are after the first step.
    """
    if n < 0:
        raise ValueError(f"a loop cannot run {n} times")
    for done in range(n):
        parts = state if isinstance(state, tuple) else (state,)
        if done and builtins.any(part.is_jax for part in parts):
            return sys.modules["jax"].lax.scan(lambda carry, _: (step(carry), None), state, length=n - done)[0]
        state = step(state)
    return state
