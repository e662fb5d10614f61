"""An instance as rational numbers: probabilities, and numbers and entries of tables.

Here an instance moves along exact lines, in numbers of any size, where a population is bound to 64 bits.

Main definitions: ``Coordinates``.

Conventions: a direction is a dict from places to slopes; probability moves from one atom to another of its vector, so that
vectors stay vectors.  ``raw`` gives None where a point leaves the space.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from theory_lab.claims.spaces.fields import Field
from theory_lab.claims.spaces.space import Raw, Space

Point = tuple[Fraction, ...]
Direction = Mapping[int, int]


class Coordinates:
    """The rational coordinates of the array fields of a space, side by side."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.places: dict[str, range] = {}
        self.groups: list[tuple[range, bool]] = []
        self.numbers: list[tuple[int, Fraction, Fraction, bool]] = []
        start = 0
        for name, field in space.arrays.items():
            start = self._placed(name, field, start)
        self.width = start

    def _placed(self, name: str, field: Field, start: int) -> int:
        at = start
        for rows, positive in field.groups:
            self.groups.append((range(at, at + rows.stop - rows.start), positive))
            at += rows.stop - rows.start
        lo, hi = (getattr(field, end, None) for end in ("lo", "hi"))
        for entry in field.entries:
            whole = entry.over is None
            # the true ends of a whole number, which the entries of the batch search clip
            ends = (lo, hi) if whole and isinstance(lo, int) and isinstance(hi, int) else (entry.lo, entry.hi)
            self.numbers.append((at, Fraction(ends[0]), Fraction(ends[1]), whole))
            at += 1
        self.places[name] = range(start, at)
        return at

    def point(self, raw: Raw) -> Point:
        """The coordinates of an instance."""
        found: list[Fraction] = []
        for name, field in self.space.arrays.items():
            rows = [raw[name]] if field.scalar else raw[name]
            for part, _ in field.groups:
                total = sum(rows[part])
                found += [Fraction(weight, total) for weight in rows[part]]
            found += [Fraction(rows[e.row], 1 if e.over is None else rows[e.over]) for e in field.entries]
        return tuple(found)

    def raw(self, point: Sequence[Fraction], static: Mapping[str, int]) -> Raw | None:
        """The instance at a point; None where there is none."""
        if not self.inside(point):
            return None
        made: dict[str, Any] = {name: _raw(field, point[self._slice(name)]) for name, field in self.space.arrays.items()}
        return {name: made[name] if name in made else static[name] for name in self.space.fields}

    def inside(self, point: Sequence[Fraction]) -> bool:
        """Whether a point belongs to an instance, given that its probabilities sum to 1."""
        for places, positive in self.groups:
            least = min(point[k] for k in places)
            if least < 0 or (positive and least == 0):
                return False
        return all(lo <= point[k] <= hi and (not whole or point[k].denominator == 1) for k, lo, hi, whole in self.numbers)

    def _slice(self, name: str) -> slice:
        return slice(self.places[name].start, self.places[name].stop)

    def directions(self) -> list[Direction]:
        """Probability from one atom to the next of its vector (from the first to each, where they are few), and each number."""
        found: list[Direction] = []
        for places, _ in self.groups:
            pairs = [(a, b) for a in places for b in places if a < b] if len(places) <= 6 else _ring(places)
            found += [{a: -1, b: 1} for a, b in pairs]
        return found + [{k: 1} for k, lo, hi, _ in self.numbers if lo < hi]

    def span(self, point: Point, direction: Direction) -> tuple[Fraction, Fraction]:
        """How far a direction leads within the closure of the space, backward (at most 0) and forward."""
        ends = {k: (Fraction(0), Fraction(1)) for places, _ in self.groups for k in places if k in direction}
        ends |= {k: (lo, hi) for k, lo, hi, _ in self.numbers if k in direction}
        back, forth = [], []
        for k, slope in direction.items():
            if slope:
                steps = sorted((end - point[k]) / slope for end in ends[k])
                back.append(steps[0])
                forth.append(steps[1])
        return max(back), min(forth)


def moved(point: Point, direction: Mapping[int, Any], step: Fraction) -> Point:
    """A point a step along a direction."""
    return tuple(x + step * direction[k] if k in direction else x for k, x in enumerate(point))


def _ring(places: range) -> list[tuple[int, int]]:
    """Each atom with the next, and with the one half around: enough to reach all, few for long vectors."""
    n = len(places)
    return [(places[k], places[(k + step) % n]) for step in (1, n // 2) for k in range(n)]


def _raw(field: Field, values: Sequence[Fraction]) -> Any:
    """The raw form of a field with these coordinates."""
    rows = [0] * field.width
    ends = [0, *accumulate(part.stop - part.start for part, _ in field.groups)]
    for (part, _), first, last in zip(field.groups, ends, ends[1:], strict=False):
        rows[part] = _cleared(values[first:last])[1]
    numbers = values[ends[-1] :]
    for over in {entry.over for entry in field.entries}:
        members = [(entry.row, value) for entry, value in zip(field.entries, numbers, strict=True) if entry.over == over]
        common, numerators = _cleared([value for _, value in members])
        for (row, _), numerator in zip(members, numerators, strict=True):
            rows[row] = numerator
        if over is not None:
            rows[over] = common
    return field.canonical(rows[0] if field.scalar else rows)


def _cleared(values: Sequence[Fraction]) -> tuple[int, list[int]]:
    """A common denominator and the numerators."""
    common = math.lcm(*(value.denominator for value in values))
    return common, [value.numerator * (common // value.denominator) for value in values]
