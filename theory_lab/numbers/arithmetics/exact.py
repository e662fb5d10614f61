"""The arithmetic of object arrays of exact numbers.

Only ``Real`` scalars enter these arrays; raw balls never meet NumPy, whose reductions and comparisons would lose
their enclosures.

Conventions: a maximum, a choice or an indicator that is not decided is a ball around what is possible.

Main definitions: the functions of an ``Arithmetic``.
"""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from flint import arb_mat, fmpq, fmpq_mat

from theory_lab.numbers.reals.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.reals.errors import Undecided
from theory_lab.numbers.reals.real import ONE, ZERO, Real, lift

NAME: str = "exact"
IS_ROUNDED: bool = False


def _larger(x: Real, y: Real) -> Real:
    try:
        return x if x >= y else y
    except Undecided:
        return Real(None, x.ball.max(y.ball))


def _smaller(x: Real, y: Real) -> Real:
    try:
        return y if x >= y else x
    except Undecided:
        return Real(None, x.ball.min(y.ball))


def _hull(sure: bool, possible: bool, x: Real, y: Real) -> Real:
    if sure == possible or x is y:
        return x if sure else y
    if x.infinite or y.infinite:
        raise Undecided("a choice between a finite number and infinity is open")
    return Real(None, x.ball.union(y.ball))


def _elementwise(f: Callable[..., Any], inputs: int) -> Any:
    return np.frompyfunc(f, inputs, 1)


_select, _lift, _float_bounds = _elementwise(_hull, 4), _elementwise(lift, 1), np.frompyfunc(Real.float_bounds, 1, 2)
_quotient = _elementwise(lambda numerator, denominator: Real(fmpq(numerator, denominator)), 2)

add, subtract, multiply, divide = operator.add, operator.sub, operator.mul, operator.truediv
negative, absolute, power = operator.neg, operator.abs, _elementwise(operator.pow, 2)
maximum, minimum = _elementwise(_larger, 2), _elementwise(_smaller, 2)
log, exp, sqrt = (_elementwise(f, 1) for f in (log_of, exp_of, sqrt_of))


def constant(value: Any) -> np.ndarray:
    """A payload of one number."""
    payload = np.empty(1, dtype=object)
    payload[0] = lift(value)
    return payload


def lifted(values: Any) -> np.ndarray:
    """An object array of Reals from nested exact numbers, without a batch axis added."""
    return np.asarray(_lift(np.asarray(values, dtype=object)), dtype=object)


def rational(numerators: np.ndarray, denominators: np.ndarray) -> np.ndarray:
    """A payload of quotients of Python's whole numbers, object arrays with a batch axis."""
    return np.asarray(_quotient(numerators, denominators), dtype=object)


def restructure(f: Callable[..., np.ndarray], *payloads: np.ndarray) -> np.ndarray:
    """Apply a structural NumPy function."""
    return f(*payloads)


def shape(payload: np.ndarray) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def numbers(payload: np.ndarray) -> np.ndarray:
    """The exact numbers."""
    return payload


def bounds(payload: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tightest ends among floats; one array twice where all numbers are floats."""
    lo, hi = (np.asarray(end, dtype=float) for end in _float_bounds(payload))
    return lo, lo if (lo == hi).all() else hi


def at_least(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` surely, and where possibly."""
    return _decided(operator.ge, x, y)


def above(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` surely, and where possibly."""
    return _decided(operator.gt, x, y)


def equal(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x == y`` surely, and where possibly: as both ``>=`` and ``<=`` say, by one look at the difference."""
    return _decided(operator.eq, x, y)


def _decided(relation: Callable[[Any, Any], Any], x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    try:
        answers = relation(x, y)
        return answers, answers
    except Undecided:
        answers = np.asarray(_elementwise(functools.partial(_answer, relation), 2)(x, y))
        return answers == 1, answers != 0


def _answer(relation: Callable[[Real, Real], bool], x: Real, y: Real) -> int | None:
    """1, 0, or None where the relation is open."""
    try:
        return int(relation(x, y))
    except Undecided:
        return None


def soft_at_least(x: np.ndarray, y: np.ndarray) -> None:
    """None: exact numbers have no gradient."""
    return None


def doubt(x: np.ndarray, y: np.ndarray) -> str:
    """Why the first open comparison of entries is open."""
    for a, b in np.broadcast(x, y):
        try:
            _ = a >= b
        except Undecided as reason:
            return str(reason)
    return ""


def select(sure: np.ndarray, possible: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """``x`` where true, ``y`` where false, a ball around both where not decided."""
    return np.where(sure, x, y) if possible is sure else _select(sure, possible, x, y)


def indicator(sure: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """1, 0, or a ball around [0, 1]."""
    return select(sure, possible, constant(1), constant(0))


def _reduced(f: np.ufunc, empty: Real, x: np.ndarray, axis: int) -> np.ndarray:
    return f.reduce(x, axis=axis) if x.shape[axis] else f.reduce(x, axis=axis, initial=empty)


def sum(x: np.ndarray, axis: int) -> np.ndarray:
    """Sums along an axis."""
    return _reduced(np.add, ZERO, x, axis)


def prod(x: np.ndarray, axis: int) -> np.ndarray:
    """Products along an axis."""
    return _reduced(np.multiply, ONE, x, axis)


def max(x: np.ndarray, axis: int) -> np.ndarray:
    """Largest value along an axis."""
    return maximum.reduce(x, axis=axis)


def min(x: np.ndarray, axis: int) -> np.ndarray:
    """Smallest value along an axis."""
    return minimum.reduce(x, axis=axis)


def cumsum(x: np.ndarray, axis: int) -> np.ndarray:
    """Running sums along an axis."""
    return np.add.accumulate(x, axis=axis)


def segment_sum(x: np.ndarray, ids: np.ndarray, n: int) -> np.ndarray:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    totals = np.full((n, *x.shape[1:]), ZERO, dtype=object)
    np.add.at(totals, ids, x)
    return totals


def _each(f: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Let a function of two payloads of one instance take batches: instance by instance."""

    @functools.wraps(f)
    def whole(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        batch = builtins.max(x.shape[-1], y.shape[-1])
        if batch == 1:
            return f(x, y)
        x, y = (np.broadcast_to(part, (*part.shape[:-1], batch)) for part in (x, y))
        return np.concatenate([f(x[..., [k]], y[..., [k]]) for k in range(batch)], axis=-1)

    return whole


@_each
def solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The solution of a linear system.

    A rational matrix is inverted exactly, so that the solution keeps the forms of the right side.  Raises
    ``ZeroDivisionError`` for a rational matrix that is singular, ``Undecided`` for another that may be.
    """
    a, b = matrix[..., 0], right[..., 0].reshape(len(right), -1)
    if not all(entry.is_exact for entry in a.ravel()):
        solution = _enclosed(a, b)
    elif all(entry.is_exact for entry in b.ravel()):
        solution = lifted(_rational(a).solve(_rational(b)).entries())
    else:
        inverse = lifted(_rational(a).inv().entries()).reshape(a.shape)
        solution = np.add.reduce(inverse[:, :, None] * b, axis=1)
    return solution.reshape(right.shape)


@_each
def dot(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Inner product over the last visible axis of ``x`` and the first of ``y``."""
    a, b = x[..., 0], y[..., 0]
    if a.ndim == 2 and b.size and all(entry.is_exact for part in (a, b) for entry in part.ravel()):
        entries = (_rational(a) * _rational(b.reshape(len(b), -1))).entries()
        return lifted(entries).reshape(len(a), *b.shape[1:], 1)
    return np.asarray(np.dot(a, b), dtype=object)[..., None]


def _rational(matrix: np.ndarray) -> fmpq_mat:
    rows, columns = matrix.shape
    return fmpq_mat(rows, columns, [entry.q for entry in matrix.ravel()])


def _enclosed(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    balls = [arb_mat(len(part), part.shape[1], [entry.ball for entry in part.ravel()]) for part in (a, b)]
    try:
        solution = balls[0].solve(balls[1])
    except ZeroDivisionError:
        raise Undecided("the matrix of a linear system may be singular within its enclosures") from None
    return np.array([Real(None, value) for value in solution.entries()], dtype=object)
