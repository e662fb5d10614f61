"""Moves on whole-number instances.

An instance is a column of whole numbers.  Its probability vectors ("groups" of rows) are drawn on one common denominator, so
that ratios between fields, ties and equal fields are reachable by small steps.

Main definitions: ``Layout`` (which rows mean what, random starts, mutations), ``Population``.

The moves: transfer within a group, the same transfer in all groups of one length, scaling one atom of all such groups by
a power of two, zeroing, copying a group, a tie ``p_a = N q_a``, halving and doubling the denominator; steps, halvings,
doublings and ends for numbers and rationals; a fresh draw of one field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.claims.fields import Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.space import Raw, Space

Matrix = np.ndarray
_LIMIT = 1 << 48
_DENOMINATORS = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 60, 128, 360, 1 << 10, 10**4, 10**6, 1 << 30])


@dataclass(frozen=True)
class Population:
    """Instances as the columns of a whole-number matrix, shape (rows, count)."""

    layout: Layout
    matrix: Matrix

    @property
    def count(self) -> int:
        """How many instances."""
        return self.matrix.shape[1]

    def batch(self) -> dict[str, Any]:
        """The raw batch: one matrix per field, and the static values."""
        return {name: self.matrix[rows] for name, rows in self.layout.rows.items()} | self.layout.static

    def raw(self, index: int) -> Raw:
        """One instance, in canonical form."""
        return self.layout.space.canonical(self.layout.space.column(self.batch(), index))

    def take(self, index: Any) -> Population:
        """Some of the instances."""
        return Population(self.layout, self.matrix[:, np.atleast_1d(index)])

    def joined(self, other: Population) -> Population:
        """Both populations."""
        return Population(self.layout, np.concatenate([self.matrix, other.matrix], axis=1))

    def keys(self) -> np.ndarray:
        """A hash of each instance, equal for equal columns."""
        mixer = np.random.default_rng(7).integers(1, 1 << 62, size=self.matrix.shape[0], dtype=np.int64) | 1
        return (self.matrix * mixer[:, None]).sum(axis=0) if self.matrix.size else np.zeros(self.count, dtype=np.int64)


class Layout:
    """The rows of a space with fixed static values, and what may be done to them."""

    def __init__(self, space: Space, static: dict[str, Any]) -> None:
        self.space, self.static = space, static
        self.rows: dict[str, slice] = {}
        self.groups: list[np.ndarray] = []
        self.positive: list[bool] = []
        self.scalars: list[str] = []
        offset = 0
        for name, field in space.fields.items():
            if field.static:
                continue
            self.rows[name] = slice(offset, offset + field.width)
            for group in _groups(field):
                self.groups.append(offset + group)
                self.positive.append(field.positive)
            if not isinstance(field, Simplex | Steps):
                self.scalars.append(name)
            offset += field.width
        self.width = offset
        lengths = {len(group) for group in self.groups if len(group) > 1}
        self.families = [[g for g, group in enumerate(self.groups) if len(group) == n] for n in sorted(lengths)]
        self._moves = self._available()

    def population(self, raws: list[Raw]) -> Population:
        """Given instances, their groups brought to one denominator where that stays small."""
        batch = self.space.batch(raws)
        matrix = np.concatenate([np.asarray(batch[name]) for name in self.rows], axis=0) if self.rows else _empty(len(raws))
        matrix = matrix.astype(np.int64)
        for column in matrix.T:
            totals = [int(column[group].sum()) for group in self.groups]
            common = int(np.lcm.reduce(np.array(totals, dtype=object))) if totals else 1
            if common <= 10**9:
                for group, total in zip(self.groups, totals, strict=True):
                    column[group] *= common // total
        return Population(self, matrix)

    def random(self, rng: np.random.Generator, count: int) -> Population:
        """Fresh instances: every group of a column on the same denominator."""
        matrix = np.zeros((self.width, count), dtype=np.int64)
        widest = max((len(group) for group in self.groups), default=1)
        total = np.maximum(rng.choice(_DENOMINATORS, count), widest)
        for group, positive in zip(self.groups, self.positive, strict=True):
            matrix[group] = _masses(rng, len(group), total, positive)
        for name in self.scalars:
            matrix[self.rows[name]] = self.space.fields[name].random(rng, count)
        return Population(self, matrix)

    def mutate(self, parents: Population, rng: np.random.Generator, count: int) -> Population:
        """Children of random parents, better ones (first in the population) more often."""
        picks = (parents.count * rng.random(count) ** 2).astype(int)
        children = parents.matrix[:, picks].copy()
        for part in np.array_split(rng.permutation(count), len(self._moves) * 2):
            for _ in range(1 + int(rng.random() < 0.3)):
                move = self._moves[rng.integers(len(self._moves))]
                block = children[:, part]
                move(block, rng)
                children[:, part] = block
        return Population(self, children)

    def _available(self) -> list[Callable[[Matrix, np.random.Generator], None]]:
        moves: list[Callable[[Matrix, np.random.Generator], None]] = []
        if self.families:
            moves += [self._transfer, self._transfer, self._scale, self._joint_transfer, self._double, self._halve, self._zero]
            moves += [self._copy, self._tie] if any(len(family) > 1 for family in self.families) else []
            moves += [self._reflect] if any(len(family) > 1 for family in self.families) else []
        for name in self.scalars:
            moves += [self._step_of(name), self._step_of(name), self._redraw_of(name)]
        return moves

    def _family(self, rng: np.random.Generator) -> tuple[list[int], int, int, int]:
        """A family of equally long groups, one of its groups, and two different atoms."""
        family = self.families[rng.integers(len(self.families))]
        n = len(self.groups[family[0]])
        a = int(rng.integers(n))
        return family, family[rng.integers(len(family))], a, int((a + rng.integers(1, n)) % n)

    def _move_mass(self, block: Matrix, group: int, a: int, b: int, amount: np.ndarray) -> None:
        source, target = self.groups[group][[a, b]]
        moved = np.clip(amount, 0, block[source] - self.positive[group])
        block[source] -= moved
        block[target] += moved

    def _transfer(self, block: Matrix, rng: np.random.Generator) -> None:
        _, group, a, b = self._family(rng)
        source = block[self.groups[group][a]]
        self._move_mass(block, group, a, b, _portion(rng, source))

    def _joint_transfer(self, block: Matrix, rng: np.random.Generator) -> None:
        family, _, a, b = self._family(rng)
        smallest = np.min([block[self.groups[g][a]] for g in family], axis=0)
        amount = _portion(rng, smallest)
        for group in family:
            self._move_mass(block, group, a, b, amount)

    def _scale(self, block: Matrix, rng: np.random.Generator) -> None:
        """Divide the same atom of all groups by one power of two: the road to vanishing probabilities with fixed ratios."""
        family, _, a, b = self._family(rng)
        shift = rng.integers(1, 8, block.shape[1])
        for group in family:
            source = block[self.groups[group][a]]
            self._move_mass(block, group, a, b, source - (source >> shift))

    def _zero(self, block: Matrix, rng: np.random.Generator) -> None:
        family, chosen, a, b = self._family(rng)
        for group in family if rng.random() < 0.5 else [chosen]:
            self._move_mass(block, group, a, b, block[self.groups[group][a]])

    def _copy(self, block: Matrix, rng: np.random.Generator) -> None:
        family, group, _, _ = self._family(rng)
        self._fill(block, group, block[self.groups[family[rng.integers(len(family))]]])

    def _reflect(self, block: Matrix, rng: np.random.Generator) -> None:
        """Copy a group in another order of its atoms."""
        family, group, _, _ = self._family(rng)
        source = self.groups[family[rng.integers(len(family))]]
        self._fill(block, group, block[rng.permutation(source)])

    def _fill(self, block: Matrix, group: int, weights: Matrix) -> None:
        """Give a group other weights, kept positive where they must be."""
        block[self.groups[group]] = np.maximum(weights, int(self.positive[group]))

    def _tie(self, block: Matrix, rng: np.random.Generator) -> None:
        """Make one atom exactly N times the same atom of another group, N a whole field or a small number."""
        family, group, a, b = self._family(rng)
        other = family[rng.integers(len(family))]
        wholes = [name for name in self.scalars if isinstance(self.space.fields[name], Whole)]
        level = block[self.rows[wholes[rng.integers(len(wholes))]]][0] if wholes else rng.integers(1, 5, block.shape[1])
        here, there = block[self.groups[group][a]], block[self.groups[other][a]]
        surplus = here - np.minimum(level, _LIMIT // np.maximum(there, 1)) * there
        self._move_mass(block, group, a, b, np.maximum(surplus, 0))
        self._move_mass(block, group, b, a, np.maximum(-surplus, 0))

    def _double(self, block: Matrix, rng: np.random.Generator) -> None:
        rows = np.concatenate(self.groups)
        small = block[rows].max(axis=0) < _LIMIT
        block[rows] <<= np.where(small, rng.choice([1, 1, 4]), 0)
        for _ in range(int(rng.integers(1, 3))):
            _, group, a, b = self._family(rng)
            self._move_mass(block, group, a, b, rng.integers(1, 3, block.shape[1]))

    def _halve(self, block: Matrix, rng: np.random.Generator) -> None:
        """Half the denominator; what rounding loses goes to the largest atom of each group."""
        totals = np.array([block[group].sum(axis=0) for group in self.groups])
        even = ((totals % 2 == 0) & (totals >= 2 * np.array([len(g) for g in self.groups])[:, None])).all(axis=0)
        for group, positive, total in zip(self.groups, self.positive, totals, strict=True):
            half = np.maximum(block[group] >> 1, int(positive))
            half[half.argmax(axis=0), np.arange(block.shape[1])] += total // 2 - half.sum(axis=0)
            valid = even & (half.min(axis=0) >= int(positive))
            block[group] = np.where(valid, half, block[group])

    def _redraw_of(self, name: str) -> Callable[[Matrix, np.random.Generator], None]:
        def redraw(block: Matrix, rng: np.random.Generator) -> None:
            block[self.rows[name]] = self.space.fields[name].random(rng, block.shape[1])

        return redraw

    def _step_of(self, name: str) -> Callable[[Matrix, np.random.Generator], None]:
        field, rows = self.space.fields[name], self.rows[name]
        step = _whole_step if isinstance(field, Whole) else _ratio_step if isinstance(field, Ratio) else _table_step

        def move(block: Matrix, rng: np.random.Generator) -> None:
            block[rows] = step(field, block[rows], rng)

        return move


def _empty(count: int) -> Matrix:
    return np.zeros((0, count), dtype=np.int64)


def _groups(field: Any) -> list[np.ndarray]:
    if isinstance(field, Simplex):
        return [np.arange(field.n)]
    if isinstance(field, Steps):
        tree = field.tree
        inner = np.flatnonzero(tree.child_count)
        return [tree.first_child[v] - 1 + np.arange(tree.child_count[v]) for v in inner]
    return []


def _portion(rng: np.random.Generator, available: np.ndarray) -> np.ndarray:
    """One unit, a power-of-two part, or a random part of what is there."""
    kind = rng.integers(3)
    if kind == 0:
        return np.ones_like(available)
    if kind == 1:
        return np.maximum(available >> rng.integers(1, 12, available.shape), 1)
    return (available * rng.random(available.shape)).astype(np.int64)


def _masses(rng: np.random.Generator, n: int, total: np.ndarray, positive: bool) -> Matrix:
    """Whole weights of the given totals: uniform, sparse, log-uniform, or nearly equal."""
    count = len(total)
    shapes = np.stack([
        rng.standard_exponential((n, count)),
        rng.standard_exponential((n, count)) * (rng.random((n, count)) < 0.6),
        np.exp(-rng.random((n, count)) * rng.uniform(0, 25, count)),
        1 + rng.random((n, count)) * 0.1,
    ])  # fmt: skip
    weights = shapes[rng.integers(0, 4, count), :, np.arange(count)].T
    weights = np.where(weights.sum(axis=0) > 0, weights, 1.0)
    spare = total - n * positive
    whole = (weights / weights.sum(axis=0) * spare).astype(np.int64) + int(positive)
    whole[rng.integers(0, n, count), np.arange(count)] += total - whole.sum(axis=0)
    return whole


def _whole_step(field: Whole, rows: Matrix, rng: np.random.Generator) -> Matrix:
    value, span = rows[0], max(1, (field.hi - field.lo) // 10)
    options = np.stack([
        value + 1, value - 1, value * 2, value // 2, value + rng.integers(-span, span + 1, value.shape),
        np.full_like(value, field.lo), np.full_like(value, field.hi),
    ])  # fmt: skip
    chosen = options[rng.integers(0, len(options), value.shape), np.arange(len(value))]
    return np.clip(chosen, field.lo, field.hi)[None]


def _ratio_step(field: Ratio, rows: Matrix, rng: np.random.Generator) -> Matrix:
    return _bounded(field, rows, rng, den=1, num=0)


def _table_step(field: Table, rows: Matrix, rng: np.random.Generator) -> Matrix:
    """Step one entry of a table (row 0 is the denominator), or make it equal to another."""
    entry = 1 + int(rng.integers(rows.shape[0] - 1))
    if rows.shape[0] > 2 and rng.random() < 0.3:
        rows = rows.copy()
        rows[entry] = rows[1 + int(rng.integers(rows.shape[0] - 1))]
        return rows
    return _bounded(field, rows, rng, den=0, num=entry)


def _bounded(field: Any, rows: Matrix, rng: np.random.Generator, den: int, num: int) -> Matrix:
    """Change one numerator by a unit, a part, to an end, or after doubling the denominator; stay inside the bounds."""
    changed = rows.copy()
    kind = rng.integers(0, 6, rows.shape[1])
    finer = (kind == 5) & (np.abs(rows).max(axis=0) < _LIMIT >> 1)
    changed[:, finer] *= 2
    low = -((-field.lo.numerator * changed[den]) // field.lo.denominator)
    high = field.hi.numerator * changed[den] // field.hi.denominator
    value = changed[num]
    part = ((high - low) * rng.normal(0, 0.1, value.shape)).astype(np.int64)
    options = np.stack([value + 1, value - 1, value + part, low, high, value + rng.choice([-1, 1], value.shape)])
    changed[num] = np.clip(options[kind, np.arange(len(value))], low, high)
    return changed
