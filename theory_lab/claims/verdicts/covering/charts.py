"""The parts of a space on which boxes are cut: its inside, and each face of its probability vectors.

On a chart the weights of some atoms are 0 and all others are above 0, so that a form of laws with zeros has no exceptions on it.
The real parameters are the weights of the other atoms but the last, the entries of tables, and whole numbers.

Main definitions: ``Chart``, ``charts``.

Conventions: boxes are columns, ``low`` and ``high`` of shape (axes, boxes), closed.  ``inside`` reads a box without its zeros of
weights that are not 0 on the chart: marked positive; without it they are meant too.  What the parameters of a field mean is known
of the kinds that are here; a space with any other is one chart, in the parameters that its fields tell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from typing import Any

import numpy as np

from theory_lab.claims.spaces import boxes
from theory_lab.claims.spaces.boxes import Axes
from theory_lab.claims.spaces.fields import Field, Group
from theory_lab.claims.spaces.kernel import Kernel
from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.spaces.steps import Steps
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.claims.spaces.whole import Whole
from theory_lab.claims.verdicts.covering import slopes
from theory_lab.claims.verdicts.covering.payloads import Slopes
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import enclosures, interval
from theory_lab.numbers.arithmetics.interval import Interval

Support = tuple[int, ...]
# Kinds whose parameters are the weights of their vectors, or their entries; one that is made of them may have other values.
KNOWN = (Simplex, Steps, Kernel, Table, Ratio, Whole)
# More faces than those of a pair of laws on three outcomes (49) or of one on seven (127) would leave each a few boxes.
MOST = 128
# Sums of weights are rounded in floats, by less than this.
ROOM = 2.0**-40


@dataclass(frozen=True)
class Chart:
    """A space with the atoms that have weight: ``supports`` of each probability vector of each field; alone it is ``closed``."""

    space: Space
    supports: Mapping[str, tuple[Support, ...]]
    closed: bool = False

    @cached_property
    def is_known(self) -> bool:
        """Whether it is known what the parameters mean: without, boxes are settled by the enclosures of the fields alone."""
        return all(type(field) in KNOWN for field in self.space.arrays.values())

    @property
    def readings(self) -> tuple[bool, ...]:
        """Whether its boxes may be read as its inside, and as closed, which is the same where no weight can be 0."""
        return (True, False) if self.simplices and not self.closed else (False,)

    @cached_property
    def axes(self) -> Axes:
        """The range of each parameter."""
        if not self.is_known:
            return Axes.of(self.space)
        ranges: list[Any] = []
        for name, field in self.space.arrays.items():
            weights = sum(len(support) - 1 for support in self.supports[name])
            ranges += [(0.0, 1.0, False)] * weights if field.groups else list(field.ranges())
        low, high, whole = np.array(ranges, dtype=float).reshape(-1, 3).T
        return Axes(low, high, whole.astype(bool))

    @cached_property
    def simplices(self) -> tuple[slice, ...]:
        """The axes of each probability vector, none where that is not known."""
        return () if not self.is_known else tuple(axes for name in self.space.arrays for axes in self._pieces[name][1])

    @cached_property
    def _pieces(self) -> dict[str, tuple[slice, tuple[slice, ...]]]:
        """The axes of each field, and of its vectors."""
        found: dict[str, tuple[slice, tuple[slice, ...]]] = {}
        start = 0
        for name, field in self.space.arrays.items():
            begin, vectors = start, []
            for support in self.supports[name]:
                vectors.append(slice(start, start := start + len(support) - 1))
            start += 0 if field.groups else len(field.ranges())
            found[name] = slice(begin, start), tuple(vectors)
        return found

    def enclosed(self, low: np.ndarray, high: np.ndarray, static: Mapping[str, int]) -> tuple[Any, np.ndarray]:
        """Enclosures of the instances of boxes, and which boxes hold none."""
        if not self.is_known:
            return boxes.enclosed(self.space, low, high, static)
        values, empty = self._values(low, high)
        return self.space.instance({name: Array(interval, value) for name, value in values.items()}, static), empty

    def sloped(self, low: np.ndarray, high: np.ndarray, static: Mapping[str, int], inside: bool) -> Any:
        """The same with slopes."""
        arrays = {}
        for name, value in self._values(low, high)[0].items():
            positive = self._weighed(name, low, high).reshape(interval.shape(value)) if inside and self.supports[name] else None
            arrays[name] = Array(slopes, Slopes(value, tuple(self._parts(name, low, high, interval.shape(value))), positive))
        return self.space.instance(arrays, static)

    def affine(self, name: str) -> tuple[np.ndarray, np.ndarray, tuple[int, ...], slice]:
        """A field as a function of its parameters: rates (rows, parameters) and offsets (rows,), whole; its shape; their axes."""
        return self._affine[name]

    @cached_property
    def _affine(self) -> dict[str, tuple[np.ndarray, np.ndarray, tuple[int, ...], slice]]:
        """The same of each field: identities ask for it in each case of each combination of static fields."""
        low, found = self.axes.low[:, None], {}
        for name, value in self._values(low, low)[0].items():
            field, (axes, vectors) = self.space.arrays[name], self._pieces[name]
            rates = self._rates(name).astype(int)
            offsets = np.zeros(len(rates), dtype=int)
            for group, support, _ in zip(field.groups, self.supports[name], vectors, strict=True) if field.groups else ():
                offsets[group.rows.start + support[-1]] = 1
            found[name] = rates, offsets, interval.shape(value), axes
        return found

    def _values(self, low: np.ndarray, high: np.ndarray) -> tuple[dict[str, Interval], np.ndarray]:
        values, empty = {}, np.zeros(low.shape[1], dtype=bool)
        for name, field in self.space.arrays.items():
            axes, vectors = self._pieces[name]
            if not field.groups:
                values[name], none = field.enclosed(_with_ends(field, Interval(low[axes], high[axes])))
                empty |= none
                continue
            rows = Interval(np.zeros((field.width, low.shape[1])), np.zeros((field.width, low.shape[1])))
            for group, support, part in zip(field.groups, self.supports[name], vectors, strict=True):
                vector, none = Simplex(len(support)).enclosed(Interval(low[part], high[part]))
                places = group.rows.start + np.array(support)
                rows.lo[places], rows.hi[places] = vector.lo, vector.hi
                empty |= none
            values[name] = interval.restructure(lambda v, f=field: v.reshape(*_shape(f), -1), rows)
        return values, empty

    def _rates(self, name: str) -> np.ndarray:
        """How the rows of a field change with its parameters, shape (rows, parameters): each is affine in them."""
        field = self.space.arrays[name]
        axes, vectors = self._pieces[name]
        if not field.groups:
            return np.eye(axes.stop - axes.start)
        rates = np.zeros((field.width, axes.stop - axes.start))
        for group, support, part in zip(field.groups, self.supports[name], vectors, strict=True):
            columns = np.arange(part.start, part.stop) - axes.start
            places = group.rows.start + np.array(support)
            rates[places[:-1], columns] = 1
            rates[places[-1], columns] = -1
        return rates

    def _parts(self, name: str, low: np.ndarray, high: np.ndarray, shape: tuple[int, ...]) -> Iterator[Interval | None]:
        axes, rates = self._pieces[name][0], self._rates(name)
        for k in range(len(low)):
            if not axes.start <= k < axes.stop:
                yield None
                continue
            column = rates[:, k - axes.start].reshape(*shape[:-1], 1)
            yield interval.point(np.broadcast_to(column, shape).copy())

    def _weighed(self, name: str, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """The entries that are above 0 on the chart, shape (rows, boxes): not those that a box has fixed at 0."""
        field, vectors = self.space.arrays[name], self._pieces[name][1]
        mask = np.zeros((field.width, low.shape[1]), dtype=bool)
        for group, support, part in zip(field.groups, self.supports[name], vectors, strict=True):
            places = group.rows.start + np.array(support)
            mask[places[:-1]] = high[part] > 0
            mask[places[-1]] = low[part].sum(axis=0) < 1 - ROOM
        return mask

    def share(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """The part of the volume of the chart that boxes take, shape (boxes,): of a simplex what lies in it.

        The boxes below a corner and the simplex have ``(1 - sum of the corner)^n / n!`` in common; boxes are sums of such.
        """
        left = np.ones(len(low), dtype=bool)
        result = np.ones(low.shape[1])
        for part in self.simplices:
            left[part] = False
            ends = [(low[k], high[k]) for k in range(part.start, part.stop)]
            corners = (sum(c) if c else 0.0 for c in product(*ends))
            signs = (math.prod(s) for s in product((1, -1), repeat=len(ends)))
            result *= np.maximum(sum(s * np.maximum(1 - c, 0) ** len(ends) for s, c in zip(signs, corners, strict=True)), 0)
        return result * self.axes.shares(low, high)[left].prod(axis=0)

    def within(self, high: np.ndarray) -> np.ndarray:
        """Of each axis and box whether the parameter may rise to the end of the box without leaving its simplex."""
        free = np.ones(high.shape, dtype=bool)
        for part in self.simplices:
            if part.stop - part.start > 1:
                free[part] = high[part].sum(axis=0) < 1 - ROOM
        return free

    def raw(self, point: np.ndarray, static: Mapping[str, int]) -> Raw:
        """The instance at a point, as it is or where its tables end."""
        raws: dict[str, Any] = {}
        for name, field in self.space.arrays.items():
            axes, vectors = self._pieces[name]
            numbers = [Fraction(x) for x in point[axes]]
            if not field.groups:
                raws[name] = _with_entries(field, numbers)
                continue
            weights = [0] * field.width
            for group, support, part in zip(field.groups, self.supports[name], vectors, strict=True):
                own = [Fraction(x) for x in point[part]]
                own.append(1 - sum(own, Fraction(0)))
                over = math.lcm(*(x.denominator for x in own))
                for place, share in zip(support, own, strict=True):
                    weights[group.rows.start + place] = int(share * over)
            raws[name] = weights
        return {name: raws[name] if name in raws else static[name] for name in self.space.fields}


def _with_ends(field: Field, box: Interval) -> Interval:
    """Boxes with the ends of entries that they touch: an end that is no float lies between two, of which an axis ends at one."""
    least, most = (
        enclosures.lifted([[entry.lo] for entry in field.entries]),
        enclosures.lifted([[entry.hi] for entry in field.entries]),
    )
    return Interval(np.minimum(box.lo, most.lo), np.maximum(box.hi, least.hi))


def _with_entries(field: Field, numbers: list[Fraction]) -> Any:
    """The raw form with these numbers in its entries; one beyond an end, where floats are rounded, is that end."""
    entries = field.entries
    found = [min(max(x, Fraction(e.lo)), Fraction(e.hi)) for x, e in zip(numbers, entries, strict=True)]
    if field.scalar:
        return int(found[0])
    over = math.lcm(*(x.denominator for x in found))
    raw = [over] * field.width
    for entry, x in zip(entries, found, strict=True):
        raw[entry.row] = int(x * over)
    return raw


def _shape(field: Any) -> tuple[int, ...]:
    return getattr(field, "shape", (field.width,))


def charts(space: Space) -> list[Chart]:
    """The inside first, then every face; a closed one alone where there are too many, or what is a face is not known."""
    whole = Chart(space, {}, True)
    if not whole.is_known:
        return [whole]
    vectors = [(name, group) for name, field in space.arrays.items() for group in field.groups]
    closed = math.prod(1 if group.positive else 2 ** _length(group) - 1 for _, group in vectors) > MOST
    choices = [_supports(group, 1 if closed or group.positive else _length(group)) for _, group in vectors]
    found = []
    for supports in product(*choices):
        own = {name: tuple(s for (n, _), s in zip(vectors, supports, strict=True) if n == name) for name in space.arrays}
        found.append(Chart(space, own, closed))
    return found


def _length(group: Group) -> int:
    return group.rows.stop - group.rows.start


def _supports(group: Group, lengths: int) -> list[Support]:
    """The sets of atoms of a vector but the empty one, of so many lengths, the longest first."""
    count = _length(group)
    return [support for k in range(count, count - lengths, -1) for support in combinations(range(count), k)]
