"""Trees of prefixes.

A language model over sequences is a rooted tree: a node is a prefix, its children are the prefixes one letter
longer, its leaves are the finished sequences.  Nodes are numbered breadth-first, so that a level is a slice
and the children of a node are neighbours; every array of the library that belongs to a tree follows this
order.

Main definitions
----------------
``Tree``                          frozen, hashable, NumPy only
``complete``, ``with_end``        all words of a length; all words up to a length, closed by an end letter
``from_words``, ``dyck``          the prefixes of given words; the prefixes of balanced brackets

Conventions
-----------
Letters are whole numbers ``0, 1, ...``.  Siblings are ordered by letter, so equal sets of words are equal
trees.  The root has parent -1 and letter -1.  A tree of one node is a root that is also its only leaf.

Tags
----
autoregressive models, prefix trees, breadth-first order
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Tree"]

Word = tuple[int, ...]
Whole = NDArray[np.int64]


class Tree:
    """A finite tree of prefixes in breadth-first order; immutable, compared and hashed by its nodes."""

    parent: Whole
    letter: Whole

    def __init__(self, parent: ArrayLike, letter: ArrayLike) -> None:
        """``parent``, ``letter`` are (size,); raises ``ValueError`` unless they list a tree breadth-first."""
        parents, letters = (np.array(x, dtype=np.int64) for x in (parent, letter))
        if parents.ndim != 1 or parents.shape != letters.shape or not len(parents):
            raise ValueError(f"parent and letter need one shape (size,), got {parents.shape} and {letters.shape}")
        if parents[0] != -1 or letters[0] != -1:
            raise ValueError(f"the root has parent -1 and letter -1, got {parents[0]} and {letters[0]}")
        earlier = (parents[1:] >= 0) & (parents[1:] < np.arange(1, len(parents)))
        steps = np.diff(parents[1:])
        ordered = (steps > 0) | ((steps == 0) & (np.diff(letters[1:]) > 0))
        if not (earlier.all() and ordered.all() and (letters[1:] >= 0).all()):
            raise ValueError("nodes must be listed breadth-first with the letters of siblings increasing from 0")
        vars(self).update(parent=_frozen(parents), letter=_frozen(letters))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a tree is immutable; {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Tree) and np.array_equal(self.parent, other.parent) and np.array_equal(self.letter, other.letter)
        )

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.parent.tobytes(), self.letter.tobytes()))

    def __reduce__(self) -> tuple[type[Tree], tuple[Whole, Whole]]:
        return Tree, (self.parent, self.letter)

    def __repr__(self) -> str:
        return f"Tree(size={self.size}, leaves={len(self.leaves)}, depth={self.depth})"

    @property
    def size(self) -> int:
        """The number of nodes, the root included."""
        return len(self.parent)

    @property
    def depth(self) -> int:
        """The length of the longest word."""
        return len(self.levels) - 1

    @cached_property
    def levels(self) -> tuple[slice, ...]:
        """The nodes of depth 0, 1, ..., ``depth``, each a slice."""
        levels, ends = [slice(0, 1)], self.first_child + self.child_count
        while (stop := int(ends[levels[-1]].max())) > levels[-1].stop:
            levels.append(slice(levels[-1].stop, stop))
        return tuple(levels)

    @cached_property
    def child_count(self) -> Whole:
        """The number of children of each node, shape (size,)."""
        return _frozen(np.bincount(self.parent[1:], minlength=self.size))

    @cached_property
    def first_child(self) -> Whole:
        """The first child of each node, shape (size,); for a leaf, where its children would stand."""
        return _frozen(1 + np.cumsum(self.child_count) - self.child_count)

    @cached_property
    def leaves(self) -> Whole:
        """The nodes without children in breadth-first order, which is the order of every law on words."""
        return _frozen(np.flatnonzero(self.child_count == 0))

    @cached_property
    def inner(self) -> Whole:
        """The nodes with children in breadth-first order."""
        return _frozen(np.flatnonzero(self.child_count))

    @cached_property
    def depths(self) -> Whole:
        """The length of the prefix at each node, shape (size,)."""
        return _frozen(np.repeat(np.arange(len(self.levels)), [level.stop - level.start for level in self.levels]))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The prefix at each node, the empty one first."""
        words: list[Word] = [()]
        for parent, letter in zip(self.parent[1:].tolist(), self.letter[1:].tolist(), strict=True):
            words.append((*words[parent], letter))
        return tuple(words)

    @cached_property
    def nodes(self) -> dict[Word, int]:
        """The node at each prefix: the inverse of ``words``."""
        return {word: node for node, word in enumerate(self.words)}

    def prefixes(self, nodes: Whole) -> Whole:
        """The words at nodes of one common depth h, shape (len(nodes), h)."""
        columns, here = [], nodes
        for _ in range(int(self.depths[nodes[0]]) if len(nodes) else 0):
            columns.append(self.letter[here])
            here = self.parent[here]
        return np.stack(columns[::-1], axis=1) if columns else np.zeros((len(nodes), 0), dtype=np.int64)

    @classmethod
    def complete(cls, alphabet: int, depth: int) -> Tree:
        """All words of length ``depth`` over ``alphabet`` letters; the leaves are in lexicographic order."""
        return _grown(alphabet, alphabet, depth)

    @classmethod
    def with_end(cls, alphabet: int, depth: int) -> Tree:
        """Words closed by the end letter ``alphabet`` or by reaching ``depth`` letters."""
        return _grown(alphabet + 1, alphabet, depth)

    @classmethod
    def from_words(cls, words: Iterable[Sequence[int]]) -> Tree:
        """The prefixes of ``words``, which become the leaves.

        Raises ``ValueError`` when a word occurs twice or is a prefix of another one: it would not be a leaf.
        """
        listed = [tuple(int(letter) for letter in word) for word in words]
        prefixes = sorted({word[:h] for word in listed for h in range(len(word) + 1)}, key=lambda w: (len(w), w))
        if not prefixes:
            raise ValueError("a tree needs at least one word; the empty word makes a tree of one node")
        node = {word: v for v, word in enumerate(prefixes)}
        tree = cls([node[w[:-1]] if w else -1 for w in prefixes], [w[-1] if w else -1 for w in prefixes])
        if len(tree.leaves) != len(listed):
            leaves, times = {prefixes[v] for v in tree.leaves}, Counter(listed)
            word = next(w for w in listed if w not in leaves or times[w] > 1)
            raise ValueError(f"the word {word} occurs twice or is a prefix of another word; leaves must be distinct")
        return tree

    @classmethod
    def dyck(cls, semilength: int) -> Tree:
        """The balanced bracket words of length ``2 * semilength``; letter 0 opens, letter 1 closes."""
        if semilength < 0:
            raise ValueError(f"semilength is {semilength}; it must be 0 or more")
        parent, letter, heights, level = [-1], [-1], [0], range(1)
        for remaining in range(2 * semilength, 0, -1):
            for node in level:
                for bracket, height in ((0, heights[node] + 1), (1, heights[node] - 1)):
                    if 0 <= height < remaining:
                        parent.append(node)
                        letter.append(bracket)
                        heights.append(height)
            level = range(level.stop, len(parent))
        return cls(parent, letter)


def _grown(children: int, end: int, depth: int) -> Tree:
    """``depth`` times, give ``children`` children to the nodes of the last level not ending in ``end``."""
    if children < 1 or depth < 0:
        raise ValueError(f"a tree needs at least 1 letter and depth 0 or more, got {children} and {depth}")
    parents, letters, start = [np.array([-1])], [np.array([-1])], 0
    for _ in range(depth):
        growing = start + np.flatnonzero(letters[-1] != end)
        start += len(letters[-1])
        parents.append(np.repeat(growing, children))
        letters.append(np.tile(np.arange(children), len(growing)))
    return Tree(np.concatenate(parents), np.concatenate(letters))


def _frozen(array: NDArray[Any]) -> Whole:
    array.flags.writeable = False
    return array
