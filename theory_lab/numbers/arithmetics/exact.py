"""The arithmetic of object arrays of exact numbers.

Only ``Real`` scalars and rationals of FLINT enter these arrays; raw balls never meet NumPy, whose reductions and comparisons
would lose their enclosures.

Conventions: a maximum, a choice or an indicator that is not decided is a ball around what is possible.  The entries of a payload
are all of one kind: *plain* ones are rationals of FLINT, which NumPy adds and multiplies in a quarter of the time; where one
entry is no rational, or may be none, all are ``Real``.  Nothing but speed depends on the kind; ``numbers`` are always ``Real``.

Main definitions: the functions of an ``Arithmetic``.
"""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.numbers.ground.once import accumulated, folded, gather, of_equal, once
from theory_lab.numbers.reals import matrices
from theory_lab.numbers.reals.deferred import power as power_of_rational
from theory_lab.numbers.reals.elementary import exp_of, hull, larger, log_of, smaller, sqrt_of
from theory_lab.numbers.reals.errors import Undecided
from theory_lab.numbers.reals.real import ZERO, Real, lift

NAME: str = "exact"
IS_ROUNDED: bool = False
QUOTIENTS = 4096  # of whole numbers that are kept: all that small instances are made of, each in a third of the time


def _elementwise(f: Callable[..., Any], inputs: int) -> Any:
    return np.frompyfunc(f, inputs, 1)


_select, _lift = _elementwise(hull, 4), _elementwise(lift, 1)
_known, _settled = operator.attrgetter("known"), operator.attrgetter("q")
_raised = _elementwise(power_of_rational, 2)
_quotient = _elementwise(functools.lru_cache(QUOTIENTS)(fmpq), 2)
_float_bounds = np.frompyfunc(Real.float_bounds, 1, 2)
_larger_of, _smaller_of = _elementwise(larger, 2), _elementwise(smaller, 2)
_log, _exp, _sqrt, _power = (_elementwise(f, k) for f, k in ((log_of, 1), (exp_of, 1), (sqrt_of, 1), (operator.pow, 2)))
_ZERO, _ONE = fmpq(0), fmpq(1)


def _is_plain(payload: np.ndarray) -> bool:
    return payload.size == 0 or type(payload.item(0)) is fmpq


def _alike(*payloads: np.ndarray) -> tuple[np.ndarray, ...]:
    """The same numbers with entries of one kind."""
    kinds = [_is_plain(payload) for payload in payloads]
    return payloads if builtins.all(kinds) or not builtins.any(kinds) else tuple(map(numbers, payloads))


def _paired(plain: Callable[[Any, Any], Any], real: Callable[[Any, Any], Any]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """An elementwise function of two payloads, by one of plain ones and one of other numbers."""

    def of_payloads(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return plain(x, y) if _is_plain(x) and _is_plain(y) else once(real, numbers(x), numbers(y))

    return of_payloads


def _alone(f: Callable[[Any], Any]) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: f(x) if _is_plain(x) else once(f, x)


def _of_reals(f: Callable[[Any], Any]) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: _lowered(once(f, numbers(x)))


def _divided(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Quotients of plain entries; raises ``ZeroDivisionError`` that names the numerator."""
    try:
        return x / y
    except ZeroDivisionError:
        return numbers(x) / numbers(y)


add, subtract, multiply = (_paired(f, f) for f in (operator.add, operator.sub, operator.mul))
divide = _paired(_divided, operator.truediv)
maximum = _paired(lambda x, y: np.where(_at_least(x, y), x, y), _larger_of)
minimum = _paired(lambda x, y: np.where(_at_least(x, y), y, x), _smaller_of)
negative, absolute = _alone(operator.neg), _alone(operator.abs)
log, exp, sqrt = _of_reals(_log), _of_reals(_exp), _of_reals(_sqrt)


def power(x: np.ndarray, n: Any) -> np.ndarray:
    """Powers by whole numbers and fractions."""
    return _raised(x, n) if _is_plain(x) and isinstance(n, int) and n >= 0 else _lowered(once(lambda v: _power(v, n), numbers(x)))


def constant(value: Any) -> np.ndarray:
    """A payload of one number."""
    return lifted([value])


def lifted(values: Any) -> np.ndarray:
    """A payload from nested exact numbers, without a batch axis added."""
    return _lowered(np.asarray(_lift(np.asarray(values, dtype=object)), dtype=object))


def _lowered(payload: np.ndarray, rational: Callable[[Any], Any] = _known) -> np.ndarray:
    """With plain entries where all have a rational value, by what gives it or None."""
    if _is_plain(payload):
        return payload
    found: list[fmpq] = []
    for entry in payload.flat:
        value = rational(entry)
        if value is None:  # no further: to make a form takes a hundred times as long as its ball
            return payload
        found.append(value)
    return np.fromiter(found, dtype=object, count=payload.size).reshape(payload.shape)


def rational(numerators: np.ndarray, denominators: np.ndarray) -> np.ndarray:
    """A payload of quotients of Python's whole numbers, object arrays with a batch axis."""
    return np.asarray(_quotient(numerators, denominators), dtype=object)


def restructure(f: Callable[..., np.ndarray], *payloads: np.ndarray) -> np.ndarray:
    """Apply a structural NumPy function."""
    return f(*_alike(*payloads)) if len(payloads) > 1 else f(*payloads)


def shape(payload: np.ndarray) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def numbers(payload: np.ndarray) -> np.ndarray:
    """The exact numbers, each a ``Real``; where equal entries are many they are the same one."""
    return of_equal(Real, lambda entry: (int(entry.p), int(entry.q)), payload) if _is_plain(payload) else payload


def bounds(payload: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tightest ends among floats; one array twice where all numbers are floats."""
    lo, hi = (np.asarray(end, dtype=float) for end in _float_bounds(numbers(payload)))
    return lo, lo if (lo == hi).all() else hi


def _at_least(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where ``x >= y`` of plain entries: FLINT compares fractions in four times the time that a difference and its size take."""
    difference = x - y
    return abs(difference) == difference


def at_least(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` surely, and where possibly."""
    if _is_plain(x) and _is_plain(y):
        answers = _at_least(x, y)
        return answers, answers
    return _decided(operator.ge, x, y)


def above(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` surely, and where possibly."""
    if _is_plain(x) and _is_plain(y):
        answers = ~_at_least(y, x)
        return answers, answers
    return _decided(operator.gt, x, y)


def equal(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x == y`` surely, and where possibly: as both ``>=`` and ``<=`` say, by one look at the difference."""
    return _decided(operator.eq, x, y)


def _decided(relation: Callable[[Any, Any], Any], x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = _alike(x, y)
    try:
        answers = once(relation, x, y).astype(bool)
        return answers, answers
    except Undecided:
        answers = once(_elementwise(functools.partial(_answer, relation), 2), x, y)
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
    for a, b in np.broadcast(numbers(x), numbers(y)):
        try:
            _ = a >= b
        except Undecided as reason:
            return str(reason)
    return ""


def select(sure: np.ndarray, possible: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """``x`` where true, ``y`` where false, a ball around both where not decided."""
    if possible is not sure:
        return once(_select, *(flags.astype(object) for flags in (sure, possible)), numbers(x), numbers(y))
    if _is_plain(x) is _is_plain(y) or sure.all() or not sure.any():
        return np.where(sure, x, y)
    return _lowered(np.where(sure, numbers(x), numbers(y)))  # plain where an infinity that is guarded against is chosen nowhere


def indicator(sure: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """1, 0, or a ball around [0, 1]."""
    return select(sure, possible, constant(1), constant(0))


def _reduced(f: np.ufunc, pair: Callable[[Any, Any], Any], empty: fmpq, x: np.ndarray, axis: int) -> np.ndarray:
    if not x.shape[axis]:
        return f.reduce(x, axis=axis, initial=empty)
    return f.reduce(x, axis=axis) if _is_plain(x) else folded(pair, x, axis)


def sum(x: np.ndarray, axis: int) -> np.ndarray:
    """Sums along an axis."""
    return _reduced(np.add, operator.add, _ZERO, x, axis)


def prod(x: np.ndarray, axis: int) -> np.ndarray:
    """Products along an axis."""
    return _reduced(np.multiply, operator.mul, _ONE, x, axis)


def max(x: np.ndarray, axis: int) -> np.ndarray:
    """Largest value along an axis."""
    return np.maximum.reduce(x, axis=axis) if _is_plain(x) else folded(_larger_of, x, axis)


def min(x: np.ndarray, axis: int) -> np.ndarray:
    """Smallest value along an axis."""
    return np.minimum.reduce(x, axis=axis) if _is_plain(x) else folded(_smaller_of, x, axis)


def cumsum(x: np.ndarray, axis: int) -> np.ndarray:
    """Running sums along an axis."""
    return np.add.accumulate(x, axis=axis) if _is_plain(x) or not x.shape[axis] else accumulated(operator.add, x, axis)


def segment_sum(x: np.ndarray, ids: np.ndarray, n: int) -> np.ndarray:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    totals = np.full((n, *x.shape[1:]), _ZERO if _is_plain(x) else ZERO, dtype=object)
    if _is_plain(x):
        np.add.at(totals, ids, x)
    else:
        gather(operator.add, totals, ids, x)
    return totals


def solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The solutions of linear systems, one after the other.

    A rational matrix is inverted exactly, so that the solution keeps the forms of the right side.  Raises
    ``ZeroDivisionError`` for a rational matrix that is singular, ``Undecided`` for another that may be.
    """
    batch = builtins.max(matrix.shape[-1], right.shape[-1])
    matrix, right = (np.broadcast_to(part, (*part.shape[:-1], batch)) for part in (matrix, right))
    solved = [_solution(matrix[..., k], right[..., k].reshape(len(right), -1)) for k in range(batch)]
    return np.stack(_alike(*solved), axis=-1).reshape(right.shape)


def _solution(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    a = _lowered(a, _settled)
    if not _is_plain(a):
        return matrices.enclosed_solution(a, numbers(b))
    b = _lowered(b, _settled)
    if _is_plain(b):
        return matrices.solution(a, b)
    return np.add.reduce(numbers(matrices.inverse(a))[:, :, None] * b, axis=1)


def dot(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Inner product over the last visible axis of ``x`` and the first of ``y``."""
    if x.ndim == 3 and x.size and x.shape[-1] == y.shape[-1] == 1:
        a = _lowered(x[..., 0], _settled)
        b = _lowered(y[..., 0], _settled) if _is_plain(a) else y
        if _is_plain(a) and _is_plain(b):  # FLINT brings whole rows to one denominator
            return matrices.product(a, b)[..., None]
    if y.ndim == 2:
        return sum(multiply(x, y), x.ndim - 2)
    if x.ndim == 2:
        return sum(multiply(x[:, None], y), 0)
    if not len(x):
        return np.empty((0, *y.shape[1:-1], builtins.max(x.shape[-1], y.shape[-1])), dtype=object)
    return np.stack([dot(row, y) for row in x])
