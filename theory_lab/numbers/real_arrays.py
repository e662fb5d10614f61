"""The arithmetic of object arrays of exact numbers.

Only ``Real`` scalars enter these arrays; raw balls never meet NumPy, whose reductions and comparisons would lose their enclosures.

Conventions: a maximum, a choice or an indicator that is not decided is a ball around what is possible.

Main definitions: the functions of an arithmetic (see ``batches``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from flint import arb_mat, fmpq_mat

from theory_lab.numbers.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.errors import Undecided
from theory_lab.numbers.real import ONE, ZERO, Real, lift

NAME = "exact"


def _larger(x: Real, y: Real) -> Real:
    try:
        return x if x >= y else y
    except Undecided:
        return Real(None, x.ball.max(y.ball))


def _smaller(x: Real, y: Real) -> Real:
    return -_larger(-x, -y)


def _compare(x: Real, y: Real, strict: bool) -> tuple[bool, bool]:
    try:
        answer = x > y if strict else x >= y
    except Undecided:
        return False, True
    return answer, answer


def _hull(sure: bool, possible: bool, x: Real, y: Real) -> Real:
    if sure == possible:
        return x if sure else y
    if x.infinite or y.infinite:
        raise Undecided("a choice between a finite number and infinity is not decided")
    return Real(None, x.ball.union(y.ball))


_log, _exp, _sqrt = (np.frompyfunc(f, 1, 1) for f in (log_of, exp_of, sqrt_of))
_maximum, _minimum = np.frompyfunc(_larger, 2, 1), np.frompyfunc(_smaller, 2, 1)
_at_least = np.frompyfunc(lambda x, y: _compare(x, y, False), 2, 1)
_above = np.frompyfunc(lambda x, y: _compare(x, y, True), 2, 1)
_select = np.frompyfunc(_hull, 4, 1)
_lift = np.frompyfunc(lift, 1, 1)


def constant(value: Any) -> np.ndarray:
    """A payload of one number."""
    return lifted([value])


def lifted(values: Any) -> np.ndarray:
    """An object array of Reals from nested exact numbers, without a batch axis added."""
    return np.asarray(_lift(np.asarray(values, dtype=object)), dtype=object)


def restructure(f: Callable[..., np.ndarray], *payloads: np.ndarray) -> np.ndarray:
    """Apply a structural NumPy function."""
    return f(*payloads)


def shape(payload: np.ndarray) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def add(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise sum."""
    return np.add(x, y)


def subtract(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise difference."""
    return x - y


def multiply(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise product."""
    return x * y


def divide(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise quotient."""
    return x / y


def negative(x: np.ndarray) -> np.ndarray:
    """Elementwise negation."""
    return -x


def power(x: np.ndarray, n: int) -> np.ndarray:
    """Elementwise whole power."""
    return np.frompyfunc(lambda v: v**n, 1, 1)(x)


def log(x: np.ndarray) -> np.ndarray:
    """Elementwise natural logarithm."""
    return _log(x)


def exp(x: np.ndarray) -> np.ndarray:
    """Elementwise exponential."""
    return _exp(x)


def sqrt(x: np.ndarray) -> np.ndarray:
    """Elementwise square root."""
    return _sqrt(x)


def absolute(x: np.ndarray) -> np.ndarray:
    """Elementwise absolute value."""
    return abs(x)


def maximum(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise larger value, a ball where the order is not decided."""
    return _maximum(x, y)


def minimum(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Elementwise smaller value, a ball where the order is not decided."""
    return _minimum(x, y)


def _truths(pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    flat = np.array([pair for pair in pairs.ravel()], dtype=bool).reshape(-1, 2)
    return flat[:, 0].reshape(pairs.shape), flat[:, 1].reshape(pairs.shape)


def at_least(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` surely, and where possibly."""
    return _truths(np.asarray(_at_least(x, y), dtype=object))


def above(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` surely, and where possibly."""
    return _truths(np.asarray(_above(x, y), dtype=object))


def select(sure: np.ndarray, possible: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """``x`` where true, ``y`` where false, a ball around both where not decided."""
    return _select(sure, possible, x, y)


def indicator(sure: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """1, 0, or a ball around [0, 1]."""
    return _select(sure, possible, constant(1), constant(0))


def _reduced(f: np.ufunc, start: Real) -> Callable[[np.ndarray, int], np.ndarray]:
    def reduction(x: np.ndarray, axis: int) -> np.ndarray:
        """Reduce one visible axis."""
        return np.asarray(f.reduce(x, axis=axis, initial=start), dtype=object)

    return reduction


sum = _reduced(np.add, ZERO)
prod = _reduced(np.multiply, ONE)


def max(x: np.ndarray, axis: int) -> np.ndarray:
    """Largest value along an axis."""
    return np.asarray(_maximum.reduce(x, axis=axis), dtype=object)


def min(x: np.ndarray, axis: int) -> np.ndarray:
    """Smallest value along an axis."""
    return np.asarray(_minimum.reduce(x, axis=axis), dtype=object)


def cumsum(x: np.ndarray, axis: int) -> np.ndarray:
    """Running sums along an axis."""
    return np.add.accumulate(x, axis=axis)


def segment_sum(x: np.ndarray, ids: np.ndarray, n: int) -> np.ndarray:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    totals = np.full((n, *x.shape[1:]), ZERO, dtype=object)
    for row, target in zip(x, ids, strict=True):
        totals[target] = totals[target] + row
    return totals


def solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The solution of one linear system; raises ``ZeroDivisionError`` when the matrix is singular."""
    a, b = matrix[..., 0], right[..., 0]
    columns = b.reshape(len(b), -1)
    entries = [*a.ravel(), *columns.ravel()]
    if all(entry.q is not None for entry in entries):
        build: Any = fmpq_mat
        solution = build(len(a), len(a), [e.q for e in a.ravel()]).solve(
            build(len(a), columns.shape[1], [e.q for e in columns.ravel()])
        )
        values = [Real(value) for value in solution.entries()]
    else:
        build = arb_mat
        solution = build(len(a), len(a), [e.ball for e in a.ravel()]).solve(
            build(len(a), columns.shape[1], [e.ball for e in columns.ravel()])
        )
        values = [Real(None, value) for value in solution.entries()]
    return np.array(values, dtype=object).reshape(right.shape)
