"""Interval arithmetic that also knows how fast a form rises: enclosures of difference quotients.

One more arithmetic beside exact numbers and enclosures, with the same functions, so that a claim's own code runs on it.  A
payload holds an enclosure of a form over a box of parameters, and for each parameter one of its slopes: of
``(f(b) - f(a)) / (b - a)`` for all ``a < b`` in the box that differ in that parameter alone.  Slopes speak about two points, so
that roots at 0, absolute values and maxima need no derivative; where a choice is open the slopes are the whole line.

Main definitions: ``Slopes``, ``parameters``; constants and storage (functions are in ``elementary`` and ``slopes``).

Conventions: ``None`` in place of slopes says that a form does not depend on the parameter.  ``positive`` tells entries that are
known to be above 0 although their enclosure ends there: weights inside a simplex, and what is made of them.  Doubts are those of
the values; slopes raise none.

References: R. Krawczyk, A. Neumaier, "Interval slopes for rational functions and associated centered forms", SIAM J. Numer. Anal.
22 (1985) 604-616.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import doubts, enclosures, exact, interval
from theory_lab.numbers.arithmetics.enclosures import Interval

Part = Interval | None
ZERO, ONE = enclosures.constant(0), enclosures.constant(1)
WHOLE = Interval(np.array([-np.inf]), np.array([np.inf]))
count_of_parameters: ContextVar[int] = ContextVar("count")


@contextlib.contextmanager
def parameters(count: int) -> Iterator[None]:
    """Within the block forms depend on so many parameters."""
    token = count_of_parameters.set(count)
    try:
        yield
    finally:
        count_of_parameters.reset(token)


@dataclass(frozen=True, eq=False)
class Slopes:
    """An enclosure, its slopes in each parameter (none where there are no parameters), and which entries are positive."""

    value: Interval
    parts: tuple[Part, ...] = ()
    positive: np.ndarray | None = None
    log_of: tuple[Slopes, np.ndarray] | None = None  # of which payload this is the logarithm, and in which entries
    taken: tuple[Slopes, np.ndarray] | None = None  # from which payload entries were taken, and which


def quiet(operation: Callable[..., Interval], *parts: Interval) -> Interval:
    """An operation on slopes, whose doubts say nothing about values."""
    with doubts.only(np.zeros(1, dtype=bool)):
        return operation(*parts)


def shaped(value: Interval, parts: Any, positive: np.ndarray | None = None) -> Slopes:
    """A payload with its slopes repeated to the shape of its value."""
    like = interval.shape(value)

    def spread(ends: np.ndarray) -> np.ndarray:
        return ends if ends.shape == like else np.broadcast_to(ends, like)

    own = (None if p is None else enclosures.restructure(spread, p) for p in parts)
    return Slopes(value, tuple(own), positive if positive is None else spread(positive))


def paired(x: Slopes, y: Slopes, f: Callable[[Part, Part], Part]) -> list[Part]:
    """The slopes of a form of two, from those of both; constants have as many as the other."""
    count = max(len(x.parts), len(y.parts))
    pairs = zip(x.parts or (None,) * count, y.parts or (None,) * count, strict=True)
    return [None if a is None and b is None else f(a, b) for a, b in pairs]


def is_positive(x: Slopes) -> np.ndarray:
    own = x.value.lo > 0
    return own if x.positive is None else own | x.positive


def marked(mask: np.ndarray, value: Interval) -> np.ndarray | None:
    """Positivity where the enclosure does not show it."""
    return mask if (mask & ~(value.lo > 0)).any() else None


def where(mask: np.ndarray, x: Interval, y: Interval) -> Interval:
    return Interval(np.where(mask, x.lo, y.lo), np.where(mask, x.hi, y.hi))


# Constants and storage


def constant(value: Any) -> Slopes:
    """A payload of one number."""
    return Slopes(enclosures.constant(value))


def lifted(values: Any) -> Slopes:
    """Enclosures of nested exact numbers, without a batch axis added."""
    array = np.asarray(values)
    if array.dtype == object:  # exact numbers among them: their own ends
        return Slopes(Interval(*exact.bounds(exact.lifted(array))))
    return Slopes(enclosures.lifted(values))


def shape(payload: Slopes) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.value.lo.shape


def restructure(f: Callable[..., np.ndarray], *payloads: Slopes) -> Slopes:
    """A structural function of values, slopes and marks alike."""
    value = enclosures.restructure(f, *(x.value for x in payloads))
    parts: list[Part] = []
    for k in range(max((len(x.parts) for x in payloads), default=0)):
        own = [x.parts[k] if x.parts else None for x in payloads]
        if all(part is None for part in own):
            parts.append(None)
        else:
            filled = (_zeros(x) if part is None else part for x, part in zip(payloads, own, strict=True))
            parts.append(enclosures.restructure(f, *filled))
    known = any(x.positive is not None for x in payloads)
    return Slopes(value, tuple(parts), f(*map(is_positive, payloads)) if known else None)


def _zeros(x: Slopes) -> Interval:
    return enclosures.point(np.zeros(shape(x)))


def numbers(payload: Slopes) -> np.ndarray:
    """Raises ``TypeError``: an enclosure is no single number."""
    return interval.numbers(payload.value)


def bounds(payload: Slopes) -> tuple[np.ndarray, np.ndarray]:
    """Raises ``TypeError``: what is made of ends depends on a box, in a way that no slope tells."""
    raise TypeError("a form with slopes has no ends to look at")
