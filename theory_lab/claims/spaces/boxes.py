"""Boxes of real parameters, and enclosures of the instances in them.

The real parameters of an instance are the weights of each probability vector but the last, the entries of tables, and
its whole numbers.  A box is a range for each; interval arithmetic speaks about all instances in it at once.

Main definitions: ``Axes`` (the parameters of a space), ``enclosed`` (the instances of many boxes).

Conventions: boxes are columns, ``low`` and ``high`` of shape (axes, boxes).  Closed boxes of a positive probability vector
include its zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from theory_lab.claims.spaces.fields import Field, Ratio, Simplex, Steps, Table, Whole
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
        ranges = [row for field in space.arrays.values() for row in _ranges(field)]
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
        axis = self.widths(low, high).argmax(axis=0)
        a, b, whole = low[axis, columns], high[axis, columns], self.whole[axis]
        far = whole & (a >= 1) & (b > 4 * a)
        middle = np.where(far, np.sqrt(np.abs(a)) * np.sqrt(np.abs(b)), a + (b - a) / 2)
        middle = np.where(whole, np.floor(middle), middle)
        upper_low, lower_high = low.copy(), high.copy()
        lower_high[axis, columns] = middle
        upper_low[axis, columns] = np.minimum(middle + whole, b)
        return np.concatenate([low, upper_low], axis=1), np.concatenate([lower_high, high], axis=1)


def _ranges(field: Field) -> Iterator[tuple[float, float, bool]]:
    if isinstance(field, Simplex):
        yield from [(0.0, 1.0, False)] * (field.n - 1)
    elif isinstance(field, Steps):
        for group in field.groups:
            yield from _ranges(group)
    elif isinstance(field, Whole):
        if max(abs(field.lo), abs(field.hi)) >= 2**53:  # floats skip whole numbers from here on
            raise TypeError(f"boxes are not known for the whole numbers of {field!r}")
        yield float(field.lo), float(field.hi), True
    elif isinstance(field, Ratio | Table):
        ends = interval.lifted([field.lo, field.hi])
        yield from [(float(ends.lo[0]), float(ends.hi[1]), False)] * field.relaxed_width
    else:
        raise TypeError(f"boxes are not known for the field {field!r}")


def enclosed(space: Space, low: np.ndarray, high: np.ndarray, static: Mapping[str, int]) -> tuple[Instance, np.ndarray]:
    """Enclosures of the instances of boxes, and which boxes hold no instance."""
    empty, values, start = np.zeros(low.shape[1], dtype=bool), {}, 0
    for name, field in space.arrays.items():
        count = len(list(_ranges(field)))
        part = Interval(low[start : start + count], high[start : start + count])
        value, none = _value(field, part)
        values[name], empty, start = Array(interval, value), empty | none, start + count
    return space.instance(values, static), empty


def _value(field: Field, part: Interval) -> tuple[Interval, np.ndarray]:
    if isinstance(field, Simplex):
        return _weights(part)
    if isinstance(field, Steps):
        ends = np.cumsum([group.n - 1 for group in field.groups])[:-1]
        pieces = zip(np.split(part.lo, ends), np.split(part.hi, ends), strict=True)
        laws, empties = zip(*(_weights(Interval(lo, hi)) for lo, hi in pieces), strict=True)
        return interval.restructure(lambda *rows: np.concatenate(rows), *laws), np.any(empties, axis=0)
    none = np.zeros(part.lo.shape[1], dtype=bool)
    shape = field.shape if isinstance(field, Table) and not isinstance(field, Ratio) else ()
    return interval.restructure(lambda rows: rows.reshape(*shape, -1), part), none


def _weights(part: Interval) -> tuple[Interval, np.ndarray]:
    """Probability vectors whose weights but the last lie in ranges; the last one is what is left."""
    one, zero = interval.constant(1), interval.constant(0)
    left = interval.subtract(one, interval.sum(part, 0))
    most = interval.add(interval.subtract(one, interval.sum(interval.point(part.lo), 0)), interval.point(part.lo))
    first = Interval(part.lo, np.maximum(np.minimum(part.hi, most.hi), part.lo))
    last = interval.maximum(left, zero)
    return interval.restructure(lambda u, v: np.concatenate([u, v[None]]), first, last), left.hi < 0
