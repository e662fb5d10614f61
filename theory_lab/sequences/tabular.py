"""Tabular autoregressive models.

A table holds one law on letters per context; a context is what the model sees of the prefix: all of it, its
last letters, or its length only.  The functions spread a table over a tree.

Main definitions
----------------
``prefix_steps``     a law for every prefix
``markov_steps``     a law for every string of up to ``order`` last letters
``position_steps``   a law for every position
``context_steps``    a law for every value of a context function given as an array

Conventions
-----------
The result has shape (tree.size - 1,): entry ``v - 1`` is the table's entry for the context of ``parent(v)``
and the letter of ``v``.  Nothing is renormalised: on a tree that lacks some continuations the table must put
no mass on them, otherwise the branches of a prefix sum to less than 1 (``laws.normalised`` conditions on the
tree).

Tags
----
autoregressive models, n-gram models, conditional tables
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["context_steps", "markov_steps", "position_steps", "prefix_steps"]


@xp.formula
def context_steps(tree: Tree, table: Array, context: ArrayLike) -> Array:
    """Branch probabilities from ``table`` (contexts, letters), where each prefix names its row.

    ``context`` (tree.size,) are static row numbers.  Raises ``ValueError`` when the table is too small for the tree, and for
    contexts that are not row numbers, one for each prefix.
    """
    contexts = np.asarray(context)
    if contexts.shape != (tree.size,) or contexts.dtype.kind not in "iu":
        given = f"{contexts.dtype} of shape {contexts.shape}"
        raise ValueError(f"{tree} needs whole row numbers of shape ({tree.size},), got {given}")
    rows, letters = contexts[tree.parent[1:]], tree.letter[1:]
    if rows.min(initial=0) < 0:
        raise ValueError(f"rows of a table are numbered from 0, got the context {rows.min()}")
    needed = (int(rows.max(initial=-1)) + 1, int(letters.max(initial=-1)) + 1)
    if table.ndim != 2 or table.shape[0] < needed[0] or table.shape[1] < needed[1]:
        raise ValueError(f"{tree} needs a table of at least {needed[0]} x {needed[1]} entries, got shape {table.shape}")
    return table[rows, letters]


@xp.formula
def prefix_steps(tree: Tree, table: Array) -> Array:
    """Branch probabilities from one law per inner prefix: ``table`` (len(tree.inner), letters)."""
    return context_steps(tree, table, np.cumsum(tree.child_count > 0) - 1)


@xp.formula
def position_steps(tree: Tree, table: Array) -> Array:
    """Branch probabilities from one law per position: ``table`` (tree.depth, letters)."""
    return context_steps(tree, table, tree.depths)


@xp.formula
def markov_steps(tree: Tree, table: Array, order: int) -> Array:
    """Branch probabilities from one law per context of the last ``order`` letters (all of a shorter prefix).

    ``table`` has one row per node of ``Tree.complete(letters, order)``, in its order: first the empty
    context, then the strings of one letter, of two, and so on; shape (nodes, letters).
    """
    return context_steps(tree, table, _last_letters(tree, table.shape[-1], order))


def _last_letters(tree: Tree, letters: int, order: int) -> np.ndarray:
    """The place of the last ``order`` letters of each prefix in ``Tree.complete(letters, order)``."""
    if not (order >= 0 and int(order) == order):
        raise ValueError(f"order is {order}; it must be a whole number, 0 or more")
    order = min(int(order), tree.depth)  # no prefix has more letters, and powers for more would overflow
    starts = np.cumsum([0] + [letters**h for h in range(order)])
    last = np.zeros(tree.size, dtype=np.int64)
    place, ancestor = 1, np.arange(tree.size)
    for _ in range(order):
        alive = ancestor > 0
        last += np.where(alive, place * tree.letter[ancestor], 0)
        place, ancestor = place * letters, np.where(alive, tree.parent[ancestor], 0)
    return starts[np.minimum(tree.depths, order)] + last
