"""Failure probabilities of thousands of samples, between certain bounds, against what the theorems promise.

At the failure probability ``d`` itself a theorem's bound is at least the coverage that fails. It falls with ``d``, so that the
upper end of the enclosure is the side on which a theorem would break.

Main definitions: `told` (the two sides of a claim); `certificates`, `bad_wins`, `bad_wins_offset` (tournaments on counts).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.likelihood.count_windows import event_bounds
from theory_lab.learning.likelihood.requirements import require_laws
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array

LEAST = Fraction(1, 10**4)  # failures below are not looked at here
Event = Callable[[np.ndarray], Any]
Bound = Callable[[Fraction], Any]


def told(law: list[Fraction], draws: int, event: Event, failing: Any, bound: Bound) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is smaller and what is larger: the probability between ``LEAST`` and 1/2, the failing value below the bound."""
    low, high = event_bounds(law, draws, event)
    return (
        {"possible": LEAST, "no coin": high, "bound": failing},
        {"possible": low, "no coin": Fraction(1, 2), "bound": bound(high)},
    )


def certificates(models: Array, level: Any) -> np.ndarray:
    """Whether ``models[j] / models[k] >= level`` at ``y``, as whole numbers; shape (j, k, y)."""
    require_laws(models)
    return np.array(
        [[[bool(xp.ratio_at_least(a, b, level)) for a, b in zip(rival, own, strict=True)] for own in models] for rival in models],
        dtype=np.int64,
    )


def bad_wins(models: Array, level: Any, bad: int) -> Event:
    """The tournament on counts: no model has a smaller score than the bad one, ties included."""
    events = certificates(models, level)

    def event(counts: np.ndarray) -> np.ndarray:
        scores = (events @ counts.T).max(axis=0)
        return scores[bad] <= scores.min(axis=0)

    return event


def bad_wins_offset(models: Array, level: Any, gamma: Any, bad: int) -> Event:
    """The same for the tournament with an offset, on scores times the samples and a common denominator."""
    events = certificates(models, level)
    masses = [[xp.value(coverage_under(own, rival, own, level)).fraction for own in models] for rival in models]
    offsets = np.array([[2 * Fraction(gamma) * mass for mass in row] for row in masses], dtype=object)
    scale = int(np.lcm.reduce([int(offset.denominator) for offset in offsets.ravel()]))
    whole = np.array([[int(offset * scale) for offset in row] for row in offsets], dtype=object)

    def event(counts: np.ndarray) -> np.ndarray:
        draws = int(counts[0].sum())
        scores = ((events @ counts.T).astype(object) * scale - draws * whole[:, :, None]).max(axis=0)
        return (scores[bad] <= scores.min(axis=0)).astype(bool)

    return event
