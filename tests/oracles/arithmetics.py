"""The same rational numbers in every arithmetic, and rational oracles of array functions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array


def logs_of(values: object) -> Array:
    """Nonnegative numbers stored as logarithms."""
    with np.errstate(divide="ignore"):
        return xp.logs(np.log(np.asarray(values, dtype=float)))


MAKERS: dict[str, Callable[[object], Array]] = {
    "exact": xp.exact,
    "interval": xp.intervals,
    "float": lambda values: xp.floats(np.asarray(values, dtype=float)),
    "log": logs_of,
}


def ends(x: Array) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper ends as fractions or infinities, batch axis last; equal for floats."""
    if x.is_exact:
        return np.frompyfunc(lambda entry: entry.bounds(), 1, 2)(x.numbers(batched=True))
    low, high = (np.frompyfunc(_fraction, 1, 1)(end) for end in x.bounds(batched=True))
    return low, high


def _fraction(value: float) -> Fraction | float:
    return Fraction(value) if np.isfinite(value) else float(value)


def assert_agrees(x: Array, expected: object, ulps: int = 4) -> None:
    """Exact and interval numbers enclose the rational truth; floats lie within so many ulps (64 more for logs)."""
    low, high = ends(x)
    truth = np.asarray(expected, dtype=object)
    assert x.shape == truth.shape
    slack = Fraction({"float": ulps, "log": ulps + 64}.get(x.kind, 0), 2**53)
    for a, b, t in zip(low.ravel(), high.ravel(), np.broadcast_to(truth[..., None], low.shape).ravel(), strict=True):
        assert a - abs(t) * slack <= t <= b + abs(t) * slack if np.isfinite(float(t)) else a == b == t
