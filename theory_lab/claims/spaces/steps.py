"""Probability vectors side by side, and models on a tree.

A model is one probability vector for the children of each inner node, so its raw form is a ``Simplex`` raw
form for each set of siblings, side by side in breadth-first order.

Main definitions: ``Simplices`` (a product of simplices), ``Steps``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.spaces.compositions import splits
from theory_lab.claims.spaces.fields import Entry, Group, Range, WholeDraw
from theory_lab.claims.spaces.simplex import COARSE, Simplex, draw_shapes, draw_weights, rounded
from theory_lab.claims.spaces.whole import require_flag, require_wholes
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics.interval import Interval, restructure
from theory_lab.sequences.trees import Tree


class Simplices(ABC):
    """Probability vectors side by side, put into one array; raw form: a ``Simplex`` raw form for each, in a row.

    What differs between the fields made of them is how many there are, how long each is, and the shape of the
    array.
    """

    positive: bool
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    @property
    @abstractmethod
    def lengths(self) -> Sequence[int]:
        """The number of entries of each vector."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, ...]:
        """The shape of the value, whose entries are those of the vectors in a row."""

    @cached_property
    def _counts(self) -> np.ndarray:
        return np.array(self.lengths, dtype=np.int64)

    @cached_property
    def _starts(self) -> np.ndarray:
        return np.cumsum(self._counts) - self._counts

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        places = zip(self._starts.tolist(), self._counts.tolist(), strict=True)
        return tuple(Group(slice(start, start + length), self.positive) for start, length in places)

    @property
    def groups(self) -> tuple[Group, ...]:
        return self._groups

    @property
    def entries(self) -> tuple[Entry, ...]:
        return ()

    @cached_property
    def _fields(self) -> tuple[Simplex, ...]:
        return tuple(Simplex(length, self.positive) for length in self._counts.tolist())

    def pieces(self, raw: Any) -> Iterator[tuple[Simplex, Any]]:
        """Each vector of a raw form, with the field that it is of."""
        return ((field, raw[group.rows]) for field, group in zip(self._fields, self.groups, strict=True))

    def _shaped(self, values: Any) -> Any:
        return values.reshape(*self.shape, -1)

    @property
    def width(self) -> int:
        return int(self._counts.sum())

    @property
    def relaxed_width(self) -> int:
        return self.width

    @property
    def lightest(self) -> int:
        return sum(field.lightest for field in self._fields)

    @property
    def heaviest(self) -> float:
        return sum(field.heaviest for field in self._fields)

    def validate(self, raw: object) -> None:
        require_wholes(raw, self.width, "weights")
        for field, piece in self.pieces(raw):
            field.validate(piece)

    def canonical(self, raw: Sequence[int]) -> list[int]:
        return list(chain.from_iterable(field.canonical(piece) for field, piece in self.pieces(raw)))

    def weight(self, raw: Sequence[int]) -> int:
        return sum(field.weight(piece) for field, piece in self.pieces(raw))

    def small(self, weight: int) -> Iterator[list[int]]:
        return (list(chain.from_iterable(pieces)) for pieces in splits(weight, self._fields))

    def simpler(self, raw: Sequence[int]) -> Iterator[list[int]]:
        """All vectors on coarse denominators, then one of them simpler; canonical and lighter."""
        raw, total = self.canonical(raw), self.weight(raw)
        coarse = dict.fromkeys(tuple(self._coarse(raw, denominator)) for denominator in range(1, COARSE))
        yield from (list(candidate) for candidate in coarse if self.weight(candidate) < total)
        for (field, piece), (rows, _) in zip(self.pieces(raw), self.groups, strict=True):
            for simple in field.simpler(piece):
                yield [*raw[: rows.start], *simple, *raw[rows.stop :]]

    def _coarse(self, raw: Sequence[int], denominator: int) -> list[int]:
        """Each vector on this denominator, where that is coarser than its own."""
        pieces = self.pieces(raw)
        targets = ((p, min(sum(p), max(denominator, field.lightest))) for field, p in pieces)
        return self.canonical([*chain(*(rounded(p, target, int(self.positive)) for p, target in targets))])

    def drawn(self, whole: WholeDraw) -> list[int]:
        return list(chain.from_iterable(field.drawn(whole) for field in self._fields))

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        totals = np.repeat(np.add.reduceat(columns, self._starts, axis=0), self._counts, axis=0)
        return self._shaped(columns), self._shaped(totals)

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """All vectors of a column have the same shape of weights."""
        shapes = draw_shapes(rng, size)
        return np.concatenate([draw_weights(rng, n, shapes, int(self.positive)) for n in self._counts.tolist()])

    def relax(self, u: Any) -> Array:
        squares = xp.floats(u * u)
        ids = np.repeat(np.arange(len(self._counts)), self._counts)
        return (squares / xp.segment_sum(squares, ids, len(self._counts))[ids]).reshape(*self.shape)

    def unrelax(self, raw: Sequence[int]) -> np.ndarray:
        return np.concatenate([field.unrelax(piece) for field, piece in self.pieces(raw)])

    def snap(self, x: Any, denominator: int) -> list[int]:
        return list(chain.from_iterable(field.snap(piece, denominator) for field, piece in self.pieces(np.ravel(x))))

    def ranges(self) -> tuple[Range, ...]:
        return tuple(chain.from_iterable(field.ranges() for field in self._fields))

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        ends = np.cumsum(self._counts - 1)[:-1]
        pieces = zip(self._fields, np.split(box.lo, ends), np.split(box.hi, ends), strict=True)
        vectors, empties = zip(*(field.enclosed(Interval(lo, hi)) for field, lo, hi in pieces), strict=True)
        return restructure(lambda *rows: self._shaped(np.concatenate(rows)), *vectors), np.any(empties, axis=0)


@dataclass(frozen=True)
class Steps(Simplices):
    """Models on a tree, of shape (tree.size - 1,): entry v - 1 is the probability of node v given its parent.

    Raw form: tree.size - 1 ints, a ``Simplex`` raw among each set of siblings.
    """

    tree: Tree
    positive: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.tree, Tree):
            raise ValueError(f"Steps needs a Tree, not {self.tree!r}")
        if self.tree.size < 2:
            raise ValueError("Steps is empty: its tree has a root and nothing else")
        require_flag(self.positive)

    @property
    def lengths(self) -> Sequence[int]:
        return self.tree.child_count[self.tree.child_count > 0].tolist()

    @property
    def shape(self) -> tuple[int, ...]:
        return (self.tree.size - 1,)
