"""Populations of whole-number instances, many at a time.

An instance is a column of whole numbers.  Its probability vectors ("groups" of rows) lie on one common denominator, so
that ratios between fields, ties and equal fields are reachable by small steps; its numbers and tables ("entries") are
numerator rows over denominator rows.

Main definitions: ``Population``, ``Layout`` (which rows mean what; random instances), ``Family``, ``settled``.

Conventions: after the array fields comes a row of ones, the denominator of whole numbers, then the static fields.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from theory_lab.claims.spaces.fields import Field
from theory_lab.claims.spaces.space import Raw, Space

Matrix = np.ndarray
LIMIT = 1 << 48  # the finest denominator asked for; rounded up to a power of two it is below 2**49, where floats are exact
# small ones with many divisors, where ties and equal laws are common, up to one on which a millionth is many units; planted
# attacks (see moves) hardly feel them: 408,000 with those up to 360 alone, 381,000 with the last one alone
_DENOMINATORS = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 60, 128, 360, 1 << 10, 10**4, 10**6, 1 << 30])


@dataclass(frozen=True)
class Family:
    """All groups of one length: rows (groups, length), whether each must be positive, and the field of each."""

    rows: Matrix
    positive: Matrix
    fields: tuple[str, ...]

    @property
    def groups(self) -> int:
        """How many groups."""
        return self.rows.shape[0]

    @property
    def length(self) -> int:
        """How many atoms each has."""
        return self.rows.shape[1]

    @cached_property
    def least(self) -> Matrix:
        """The least weight of an atom, shape (groups, 1, 1)."""
        return self.positive.astype(np.int64)[:, None, None]

    def shares(self, block: Matrix) -> Matrix:
        """Probabilities as floats, shape (groups, length, count)."""
        weights = block[self.rows]
        return weights / weights.sum(axis=1, keepdims=True)


class Population:
    """Instances as the columns of a whole-number matrix, shape (rows, count)."""

    def __init__(self, layout: Layout, matrix: Matrix) -> None:
        self.layout, self.matrix = layout, matrix

    @property
    def count(self) -> int:
        """How many instances."""
        return self.matrix.shape[1]

    def parts(self) -> Iterator[tuple[Matrix, dict[str, Any]]]:
        """The instances by their static values: columns and the raw batch of each part."""
        space, statics = self.layout.space, self.matrix[self.layout.one + 1 :]
        if self.count and not len(statics):
            yield np.arange(self.count), {name: self.matrix[rows] for name, rows in self.layout.rows.items()}
            return
        values, which = np.unique(np.vstack([statics, np.zeros(self.count, dtype=np.int64)]), axis=1, return_inverse=True)
        for k, (*static, _) in enumerate(values.T.tolist()):
            columns = np.flatnonzero(which == k)
            arrays = {name: self.matrix[rows, columns] for name, rows in self.layout.rows.items()}
            yield columns, arrays | dict(zip(space.static_fields, static, strict=True))

    def raw(self, index: int) -> Raw:
        """One instance, in canonical form."""
        column = self.matrix[:, index].tolist()
        space, static = self.layout.space, column[self.layout.one + 1 :]
        raws = {name: column[rows] for name, rows in self.layout.rows.items()}
        raws = {name: raw[0] if space.arrays[name].scalar else raw for name, raw in raws.items()}
        raws |= dict(zip(space.static_fields, static, strict=True))
        return space.canonical({name: raws[name] for name in space.fields})

    def take(self, index: Any) -> Population:
        """Some of the instances."""
        return Population(self.layout, self.matrix[:, index])

    def joined(self, other: Population) -> Population:
        """Both populations."""
        return Population(self.layout, np.concatenate([self.matrix, other.matrix], axis=1))

    @cached_property
    def keys(self) -> Matrix:
        """A hash of each instance, equal for equal columns."""
        return (self.matrix * self.layout.mixer[:, None]).sum(axis=0)

    @cached_property
    def coordinates(self) -> Matrix:
        """Probabilities, and numbers scaled to [0, 1], as floats of shape (numbers, count)."""
        families, entries = self.layout.families, self.layout.entries
        numbers = self.matrix[entries.num] / self.matrix[entries.den]
        low, high = (bound[:, None] for bound in (entries.lo / entries.lo_over, entries.hi / entries.hi_over))
        scaled = (numbers - low) / np.where(high > low, high - low, 1)
        return np.concatenate([*(family.shares(self.matrix).reshape(-1, self.count) for family in families), scaled])


class Layout:
    """The rows of a space: array fields, the row of ones, static fields."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.rows: dict[str, slice] = {}
        offset = 0
        for name, field in space.arrays.items():
            self.rows[name] = slice(offset, offset + field.width)
            offset += field.width
        self.one, self.height = offset, offset + 1 + len(space.static_fields)
        self.families = _families(space, self.rows)
        self.entries = Entries(space, self.rows, self.one)
        # random odd factors modulo 2**64: of n columns some two have equal keys with probability about n**2 / 2**62
        self.mixer = np.random.default_rng(7).integers(1, 1 << 62, size=self.height, dtype=np.int64) | 1

    @property
    def varied(self) -> bool:
        """Whether anything differs within a batch."""
        return self.one > 0

    def population(self, raws: list[Raw]) -> Population:
        """Given instances, their groups brought to one denominator where that stays small; none with larger numbers."""
        raws = [raw for raw in raws if all(abs(n) <= LIMIT for name in self.rows for n in np.ravel(raw[name]).tolist())]
        matrix = np.ones((self.height, len(raws)), dtype=np.int64)
        for column, raw in zip(matrix.T, raws, strict=True):
            for name, rows in self.rows.items():
                column[rows] = raw[name]
            column[self.one + 1 :] = self.space.static_of(raw)
            groups = [rows for family in self.families for rows in family.rows]
            totals = [int(column[rows].sum()) for rows in groups]
            common = math.lcm(*totals)
            if common <= LIMIT:
                for rows, total in zip(groups, totals, strict=True):
                    column[rows] *= common // total
        return Population(self, matrix)

    def random(self, rng: np.random.Generator, count: int, statics: int = 1) -> Population:
        """Fresh instances with so many choices of the static fields; all groups of a column on one denominator."""
        matrix = np.ones((self.height, count), dtype=np.int64)
        total = np.maximum(_DENOMINATORS[rng.integers(0, len(_DENOMINATORS), count)], self.widest)
        for family in self.families:
            matrix[family.rows] = settled(family, _shapes(rng, family.groups, family.length, count), total)
        for name in self.entries.fields:
            self.redraw(name, matrix, rng)
        choices = np.array([list(static.values()) for static in self.space.statics(rng, statics)], dtype=np.int64)
        matrix[self.one + 1 :] = choices[np.arange(count) * len(choices) // count].T
        return Population(self, matrix)

    def redraw(self, name: str, block: Matrix, rng: np.random.Generator) -> None:
        """Fresh numbers in the rows of a field that belong to no group."""
        rows = self.entries.rows[name]
        block[rows] = self.space.arrays[name].random(rng, block.shape[1])[rows - self.rows[name].start]

    @cached_property
    def widest(self) -> int:
        """The number of atoms of the longest group."""
        return max((family.length for family in self.families), default=1)


class Entries:
    """The rational numbers of a layout: numerator and denominator rows, and whole bounds."""

    def __init__(self, space: Space, rows: dict[str, slice], one: int) -> None:
        self.rows = {name: _ungrouped(field) + rows[name].start for name, field in space.arrays.items() if field.entries}
        self.fields = list(self.rows)
        listed = np.array(list(_entries(space, rows, one)), dtype=np.int64).reshape(-1, 6)
        self.num, self.den, self.lo, self.lo_over, self.hi, self.hi_over = listed.T
        self.dens = np.unique(self.den[self.den != one])
        self.wholes = np.flatnonzero(self.den == one)

    def __len__(self) -> int:
        return len(self.num)

    def ends(self, entry: Any, den: Matrix) -> tuple[Matrix, Matrix]:
        """The least and the greatest numerators of entries on given denominators."""
        return -((-self.lo[entry] * den) // self.lo_over[entry]), self.hi[entry] * den // self.hi_over[entry]

    def finest(self, den: int) -> int:
        """The largest denominator on which the numerators of a denominator row fit."""
        members = self.den == den
        return LIMIT // max(1, int(abs(self.lo[members]).max()), int(abs(self.hi[members]).max()))


def _entries(space: Space, rows: dict[str, slice], one: int) -> Iterator[tuple[int, int, int, int, int, int]]:
    for name, field in space.arrays.items():
        start = rows[name].start
        for row, over, lo, hi in field.entries:
            den = one if over is None else start + over
            yield start + row, den, lo.numerator, lo.denominator, hi.numerator, hi.denominator


def _ungrouped(field: Field) -> Matrix:
    """The rows of a field that belong to no group."""
    grouped = [np.arange(field.width)[group.rows] for group in field.groups]
    return np.setdiff1d(np.arange(field.width), np.concatenate(grouped)) if grouped else np.arange(field.width)


def _families(space: Space, rows: dict[str, slice]) -> list[Family]:
    groups: dict[int, list[tuple[Matrix, bool, str]]] = {}
    for name, field in space.arrays.items():
        for part, positive in field.groups:
            group = rows[name].start + np.arange(part.start, part.stop)
            groups.setdefault(len(group), []).append((group, positive, name))
    listed = [found for length, found in sorted(groups.items())]
    return [Family(np.array([g for g, _, _ in f]), np.array([p for _, p, _ in f]), tuple(n for _, _, n in f)) for f in listed]


def settled(family: Family, shares: Matrix, total: Matrix) -> Matrix:
    """Whole weights of given totals near given shares, shape (groups, length, count); the largest atom takes the rest."""
    least = family.least
    spare = total - shares.shape[1] * least
    # rounded down; what is added is more than the rounding errors of shares (2**-52), so that exact multiples are kept
    weights = (shares * spare + (spare * 2.0**-50 + 2.0**-20)).astype(np.int64) + least
    rest = total - weights.sum(axis=1)
    largest = weights.argmax(axis=1)[:, None]
    np.put_along_axis(weights, largest, np.take_along_axis(weights, largest, 1) + rest[:, None], 1)
    return weights


def _shapes(rng: np.random.Generator, groups: int, length: int, count: int) -> Matrix:
    """Random shares: uniform, sparse, log-uniform, or nearly equal; the same shape for all groups of a column."""
    shape = (groups, length, count)
    # exponentials over their sum are uniform on the simplex; 25 = log(7e10) is the range of the log-uniform ones at most
    exponential = rng.standard_exponential(shape)
    choices = [
        exponential,
        exponential * (rng.random(shape) < 0.6),
        np.exp(-rng.random(shape) * rng.uniform(0, 25, count)),
        1 + 0.1 * exponential,
    ]
    shares = np.choose(rng.integers(0, 4, count), choices)
    sums = shares.sum(axis=1, keepdims=True)
    return np.where(sums > 0, shares, 1.0) / np.where(sums > 0, sums, length)


def pick(rng: np.random.Generator, options: list[float], shape: int | tuple[int, ...]) -> Matrix:
    """Random options; much faster than ``rng.choice``."""
    return np.array(options)[rng.integers(0, len(options), shape)]
