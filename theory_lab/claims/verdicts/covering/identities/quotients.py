"""The arithmetic of rational functions: arrays of ``entries``.

One more arithmetic beside exact numbers and enclosures, with the same functions, so that a claim's own code runs on it, for all
instances of a case at once.

Main definitions: ``Quotients``; the functions of an ``Arithmetic``; ``is_related``.

Conventions: the batch axis has length 1.  A comparison is decided, so that code may branch on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.verdicts.covering.identities import entries
from theory_lab.claims.verdicts.covering.identities.ends import Open
from theory_lab.claims.verdicts.covering.identities.regions import ZERO, Signs

NAME: str = "quotients"
IS_ROUNDED: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Quotients:
    """Entries in an array of objects, batch axis of length 1 last."""

    entries: np.ndarray


def _spread(f: Callable[..., Any], inputs: int) -> Callable[..., Quotients]:
    """A function of entries as one of payloads."""
    each = np.frompyfunc(f, inputs, 1)
    return lambda *payloads: Quotients(np.asarray(each(*(x.entries for x in payloads)), dtype=object))


# The functions of an arithmetic

add, multiply, divide, maximum, minimum = (
    _spread(f, 2) for f in (entries.add, entries.multiply, entries.divide, entries.larger, entries.smaller)
)
negative, log, exp = (_spread(f, 1) for f in (entries.negative, entries.log, entries.exp))
sqrt = _spread(lambda x: entries.root(x, 2), 1)
absolute = _spread(lambda x: entries.larger(x, entries.negative(x)), 1)


def subtract(x: Quotients, y: Quotients) -> Quotients:
    """Elementwise difference."""
    return add(x, negative(y))


def power(x: Quotients, n: int | Fraction) -> Quotients:
    """Elementwise power; a broken one by a root."""
    if isinstance(n, Fraction):
        return power(_spread(lambda v: entries.root(v, n.denominator), 1)(x), n.numerator)
    return _spread(lambda v: entries.power(v, int(n)), 1)(x)


def constant(value: Any) -> Quotients:
    """A payload of one number."""
    return lifted([value])


def lifted(values: Any) -> Quotients:
    """A payload from nested exact numbers, without a batch axis added."""
    return _spread(entries.lifted, 1)(Quotients(np.asarray(values, dtype=object)))


def shape(payload: Quotients) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.entries.shape


def restructure(f: Callable[..., np.ndarray], *payloads: Quotients) -> Quotients:
    """Apply a structural NumPy function."""
    return Quotients(f(*(x.entries for x in payloads)))


def numbers(payload: Quotients) -> np.ndarray:
    """Raises ``TypeError``: a function of the parameters is no single number."""
    raise TypeError("a function of the parameters is no single number")


def bounds(payload: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Raises ``TypeError``: a function of the parameters has no ends."""
    raise TypeError("a function of the parameters has no ends to look at")


def _compared(compare: Callable[[Any, Any], bool], x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    truths = np.asarray(np.frompyfunc(compare, 2, 1)(x.entries, y.entries)).astype(bool)
    return truths, truths


def at_least(x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` in the case; twice."""
    return _compared(entries.is_at_least, x, y)


def above(x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` in the case; twice."""
    return _compared(entries.is_above, x, y)


def is_related(x: Quotients, y: Quotients, truths: Signs) -> bool:
    """Whether the sign of ``x - y`` is one of these in the case; both are single numbers."""
    return bool(entries.is_compared(x.entries.item(), y.entries.item(), truths))


def soft_at_least(x: Quotients, y: Quotients) -> None:
    """None: there is no stand-in."""


def doubt(x: Quotients, y: Quotients) -> str:
    """Nothing: no comparison is open."""
    return ""


def select(sure: np.ndarray, possible: np.ndarray, x: Quotients, y: Quotients) -> Quotients:
    """``x`` where true, ``y`` where false; raises ``Open`` where that is not decided."""
    if (sure != possible).any():
        raise Open("a comparison of other numbers is open")
    return Quotients(np.where(sure, x.entries, y.entries))


def indicator(sure: np.ndarray, possible: np.ndarray) -> Quotients:
    """1 where true, 0 where false."""
    return select(sure, possible, constant(1), constant(0))


# Reductions


def _reduced(f: Callable[..., Any], x: Quotients, axis: int, empty: int | None = None) -> Quotients:
    if empty is not None and not x.entries.shape[axis]:
        left = tuple(np.delete(x.entries.shape, axis))
        return restructure(lambda v: np.broadcast_to(v, left), constant(empty))
    return Quotients(np.asarray(np.frompyfunc(f, 2, 1).reduce(x.entries, axis=axis), dtype=object))


def sum(x: Quotients, axis: int) -> Quotients:
    """Sums along an axis."""
    return _reduced(entries.add, x, axis, 0)


def prod(x: Quotients, axis: int) -> Quotients:
    """Products along an axis."""
    return _reduced(entries.multiply, x, axis, 1)


def max(x: Quotients, axis: int) -> Quotients:
    """Largest value along an axis."""
    return _reduced(entries.larger, x, axis)


def min(x: Quotients, axis: int) -> Quotients:
    """Smallest value along an axis."""
    return _reduced(entries.smaller, x, axis)


def cumsum(x: Quotients, axis: int) -> Quotients:
    """Running sums along an axis."""
    return Quotients(np.asarray(np.frompyfunc(entries.add, 2, 1).accumulate(x.entries, axis=axis), dtype=object))


def segment_sum(x: Quotients, ids: np.ndarray, n: int) -> Quotients:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    rows = [sum(restructure(lambda v, k=k: v[np.asarray(ids) == k], x), 0) for k in range(n)]
    return restructure(lambda *parts: np.stack(parts) if parts else x.entries[:0], *rows)


def dot(x: Quotients, y: Quotients) -> Quotients:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = len(shape(x)) - 2, len(shape(y)) - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Quotients, right: Quotients) -> Quotients:
    """Solutions of linear systems by elimination; a pivot is not 0 in the case, so that the matrix is invertible."""
    a, b = matrix.entries[..., 0].copy(), right.entries[..., 0].reshape(len(right.entries), -1).copy()
    less = np.frompyfunc(lambda x, times, y: entries.add(x, entries.negative(entries.multiply(times, y))), 3, 1)
    over = np.frompyfunc(entries.divide, 2, 1)
    for k in range(len(a)):
        pivot = next((row for row in range(k, len(a)) if not entries.told(a[row, k], ZERO)), None)
        if pivot is None:
            raise Open("a matrix that may be singular")
        a[[k, pivot]], b[[k, pivot]] = a[[pivot, k]], b[[pivot, k]]
        b[k], a[k] = over(b[k], a[k, k]), over(a[k], a[k, k])
        for row in range(len(a)):
            if row != k:
                b[row], a[row] = less(b[row], a[row, k], b[k]), less(a[row], a[row, k], a[k])
    return Quotients(b.reshape(right.entries.shape))
