"""The optimal arm of a model, found by going through its arms.

Main definitions: `first_best`.
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.numbers import Array


def first_best(means: Array) -> Array:
    """The indicator of the first best arm of every model, shape (N, A): arms take the place of the best one before, or not."""
    best, chosen = means[:, 0], [xp.ones((len(means),), like=means)]
    for arm in range(1, means.shape[1]):
        better = xp.indicator(means[:, arm] > best)
        chosen = [*(one * (1 - better) for one in chosen), better]
        best = xp.where(means[:, arm] > best, means[:, arm], best)
    return xp.stack(chosen).T
