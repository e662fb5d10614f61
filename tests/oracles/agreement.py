"""One formula in every arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp


def fractions_of(array: xp.Array) -> list[Fraction]:
    """The entries of an exact array of rationals."""
    return array.fractions().ravel().tolist()


def check_agreement(formula: Callable[..., Any], *data: Any, ulps: int) -> None:
    """Floats lie within so many ulps of the exact entries (of 1 for entries below 1); intervals contain them exactly."""
    exact = formula(*map(xp.exact, data)).numbers().ravel()
    near = np.ravel(formula(*(np.array(nested, dtype=object).astype(float) for nested in data)))
    lows, highs = map(np.ravel, formula(*map(xp.intervals, data)).bounds())
    for truth, value, low, high in zip(exact, near, lows, highs, strict=True):
        rounded = float(truth)
        assert value == rounded or abs(value - rounded) <= ulps * 2.0**-52 * max(1.0, abs(rounded))
        assert low <= truth.bounds()[0] and truth.bounds()[1] <= high
