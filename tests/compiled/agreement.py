"""How far floats are from exact numbers, in units of the last place, and how often a function was compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp


def apart(found: Any, truth: xp.Array) -> float:
    """The largest distance of a float from the exact entry, in units of 2^-52 of it; a zero must be 0."""
    values, entries = np.ravel(np.asarray(found, dtype=float)), truth.numbers(batched=True).ravel()
    assert values.shape == entries.shape
    return max((_apart(value, entry) for value, entry in zip(values, entries, strict=True)), default=0.0)


def _apart(value: float, entry: Any) -> float:
    low, high = entry.bounds()
    if low == high == value:
        return 0.0
    assert np.isfinite(value) and low * high > 0, (value, low, high)
    return max(abs(value - low), abs(value - high)) / min(abs(low), abs(high)) / 2.0**-52


def compilations(function: Any) -> int:
    """How many programs a jitted function holds."""
    return function._cache_size()
