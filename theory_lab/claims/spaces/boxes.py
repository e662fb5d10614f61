"""Boxes of real parameters, and enclosures of the instances in them.

The real parameters of an instance are the weights of each probability vector but the last, the entries of tables, and
its whole numbers.  A box is a range for each; interval arithmetic speaks about all instances in it at once.

Which parameters a field has, and what it encloses, is the field's own.

Main definitions: ``Axes`` (the parameters of a space), ``enclosed`` (the instances of many boxes).

Conventions: boxes are columns, ``low`` and ``high`` of shape (axes, boxes).  Closed boxes of a positive probability vector
include its zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theory_lab.claims.spaces.instance import Instance
from theory_lab.claims.spaces.space import Space
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.arithmetics.interval import Interval


@dataclass(frozen=True)
class Axes:
    """The range of each real parameter, and whether it is a whole number."""

    low: np.ndarray
    high: np.ndarray
    whole: np.ndarray

    @classmethod
    def of(cls, space: Space) -> Axes:
        """The parameters of a space, field by field."""
        ranges = [row for field in space.arrays.values() for row in field.ranges()]
        low, high, whole = np.array(ranges, dtype=float).reshape(-1, 3).T
        return cls(low, high, whole.astype(bool))

    def shares(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """The part of each whole range that boxes take, whole numbers counted; shape (axes, boxes)."""
        every = (self.high - self.low + self.whole)[:, None]
        return np.where(every > 0, (high - low + self.whole[:, None]) / np.where(every > 0, every, 1), 1.0)

    def widths(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """The same, but 0 where nothing is left to cut."""
        return np.where(high > low, self.shares(low, high), 0.0)

    def halves(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each box cut in two across its widest axis: whole numbers at their geometric mean, others in the middle."""
        columns = np.arange(low.shape[1])
        if not len(columns):  # also where there is no axis, as in a space of static fields alone
            return low, high
        axis = self.widths(low, high).argmax(axis=0)
        a, b, whole = low[axis, columns], high[axis, columns], self.whole[axis]
        # a range of more than two doublings is cut on the scale of logarithms: what depends on 1/n or log n varies at its low end
        far = whole & (a >= 1) & (b > 4 * a)
        middle = np.where(far, np.sqrt(np.abs(a)) * np.sqrt(np.abs(b)), a + (b - a) / 2)
        middle = np.where(whole, np.floor(middle), middle)
        upper_low, lower_high = low.copy(), high.copy()
        lower_high[axis, columns] = middle
        upper_low[axis, columns] = np.minimum(middle + whole, b)
        return np.concatenate([low, upper_low], axis=1), np.concatenate([lower_high, high], axis=1)


def enclosed(space: Space, low: np.ndarray, high: np.ndarray, static: Mapping[str, int]) -> tuple[Instance, np.ndarray]:
    """Enclosures of the instances of boxes, and which boxes hold no instance."""
    empty, values, start = np.zeros(low.shape[1], dtype=bool), {}, 0
    for name, field in space.arrays.items():
        axes = slice(start, start := start + len(field.ranges()))
        value, none = field.enclosed(Interval(low[axes], high[axes]))
        values[name], empty = Array(interval, value), empty | none
    return space.instance(values, static), empty
