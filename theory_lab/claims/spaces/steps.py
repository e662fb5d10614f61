"""Models on a tree as whole weights.

A model is one probability vector for the children of each inner node, so its raw form is a ``Simplex`` raw
form for each set of siblings, side by side in breadth-first order.

Main definitions: ``Steps``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from theory_lab.claims.spaces.compositions import splits
from theory_lab.claims.spaces.simplex import COARSE, Simplex, draw_shapes, draw_weights, rounded
from theory_lab.claims.spaces.whole import require_wholes
from theory_lab.sequences.trees import Tree

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from theory_lab.numbers import Array


@dataclass(frozen=True)
class Steps:
    """Models on a tree, of shape (tree.size - 1,): entry v - 1 is the probability of node v given its parent.

    Raw form: tree.size - 1 ints, a ``Simplex`` raw among each set of siblings.
    """

    tree: Tree
    positive: bool = False
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if not isinstance(self.tree, Tree):
            raise ValueError(f"Steps needs a Tree, not {self.tree!r}")
        if self.tree.size < 2:
            raise ValueError("Steps is empty: its tree has a root and nothing else")

    @cached_property
    def _counts(self) -> np.ndarray:
        return self.tree.child_count[self.tree.child_count > 0]

    @cached_property
    def _starts(self) -> np.ndarray:
        return np.cumsum(self._counts) - self._counts

    @cached_property
    def siblings(self) -> tuple[slice, ...]:
        """The entries of each set of siblings, breadth-first."""
        return tuple(slice(a, a + n) for a, n in zip(self._starts.tolist(), self._counts.tolist(), strict=True))

    @cached_property
    def groups(self) -> tuple[Simplex, ...]:
        """The field of each set of siblings."""
        return tuple(Simplex(n, self.positive) for n in self._counts.tolist())

    def _pieces(self, raw: Any) -> Iterator[tuple[Simplex, Any]]:
        return ((group, raw[part]) for group, part in zip(self.groups, self.siblings, strict=True))

    @property
    def width(self) -> int:
        return self.tree.size - 1

    @property
    def relaxed_width(self) -> int:
        return self.width

    @property
    def lightest(self) -> int:
        return sum(group.lightest for group in self.groups)

    @property
    def heaviest(self) -> float:
        return sum(group.heaviest for group in self.groups)

    def validate(self, raw: object) -> None:
        require_wholes(raw, self.width, "weights of a model")
        for group, piece in self._pieces(raw):
            group.validate(piece)

    def canonical(self, raw: Sequence[int]) -> list[int]:
        return list(chain.from_iterable(group.canonical(piece) for group, piece in self._pieces(raw)))

    def weight(self, raw: Sequence[int]) -> int:
        return sum(group.weight(piece) for group, piece in self._pieces(raw))

    def small(self, weight: int) -> Iterator[list[int]]:
        return (list(chain.from_iterable(pieces)) for pieces in splits(weight, self.groups))

    def simpler(self, raw: Sequence[int]) -> Iterator[list[int]]:
        """All siblings on coarse denominators, then one set of siblings simpler; canonical and lighter."""
        raw, total = self.canonical(raw), self.weight(raw)
        coarse = dict.fromkeys(tuple(self._coarse(raw, denominator)) for denominator in range(1, COARSE))
        yield from (list(candidate) for candidate in coarse if self.weight(candidate) < total)
        for (group, piece), part in zip(self._pieces(raw), self.siblings, strict=True):
            for simple in group.simpler(piece):
                yield [*raw[: part.start], *simple, *raw[part.stop :]]

    def _coarse(self, raw: Sequence[int], denominator: int) -> list[int]:
        """Each set of siblings on this denominator, where that is coarser than its own."""
        pieces = self._pieces(raw)
        targets = ((g, p, min(sum(p), max(denominator, g.lightest))) for g, p in pieces)
        return self.canonical([*chain(*(rounded(p, target, int(self.positive)) for _, p, target in targets))])

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        shapes = draw_shapes(rng, size)
        return np.concatenate([draw_weights(rng, g.n, shapes, int(self.positive)) for g in self.groups])

    def strategy(self) -> SearchStrategy[list[int]]:
        from hypothesis import strategies as st

        return st.tuples(*(group.strategy() for group in self.groups)).map(lambda pieces: [*chain(*pieces)])

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns, np.repeat(np.add.reduceat(columns, self._starts, axis=0), self._counts, axis=0)

    def relax(self, u: Any) -> Array:
        from theory_lab import numbers as xp

        squares = xp.floats(u * u)
        ids = np.repeat(np.arange(len(self._counts)), self._counts)
        return squares / xp.segment_sum(squares, ids, len(self._counts))[ids]

    def unrelax(self, raw: Sequence[int]) -> np.ndarray:
        return np.concatenate([group.unrelax(piece) for group, piece in self._pieces(raw)])

    def snap(self, x: Any, denominator: int) -> list[int]:
        return list(chain.from_iterable(group.snap(piece, denominator) for group, piece in self._pieces(x)))
