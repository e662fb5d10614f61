"""Sums over the children of every node.

Children of a node are neighbours in breadth-first order, so that a sum over them is a reshape where all families have
one size, and otherwise one gather for every place in a family: no sorting, no scatter.

Main definitions
----------------
``at_parents``    values of nodes, at their children
``child_sums``    sums over the children of every node, from values on edges
``level_sums``, ``level_parents``   the same for the children at one depth
``subtree_sums``  sums over the subtree of every node, from values on nodes

Conventions
-----------
Values on edges have shape (tree.size - 1, ...), entry ``v - 1`` for the edge above node ``v``; a leaf has the sum 0.

Tags
----
trees, breadth-first order, accumulation
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import EdgeRows, Edges, NodeRows, Nodes
from theory_lab.sequences.trees import Tree

__all__ = ["at_parents", "child_sums", "level_parents", "level_sums", "subtree_sums"]

_PADDING = 4  # gathers may touch this many times the number of nodes, beyond that rows are sorted


@xp.formula
def child_sums(tree: Tree, values: EdgeRows) -> NodeRows:
    """Sums of ``values`` (tree.size - 1, ...) over the children of every node; shape (tree.size, ...)."""
    width, inner = _uniform_width(tree)
    rest = values.shape[1:]
    if width:
        return xp.concatenate([_strided(values, width), xp.zeros((tree.size - inner, *rest), like=values)])
    slots = _slots(tree)
    return xp.segment_sum(values, tree.parent[1:], tree.size) if slots is None else _gathered(values, slots)


@xp.formula
def at_parents(tree: Tree, values: Nodes) -> Edges:
    """``values`` (tree.size,) at the parents of all nodes but the root; shape (tree.size - 1,)."""
    width, inner = _uniform_width(tree)
    if not width:
        return values[tree.parent[1:]]
    return xp.broadcast_to(values[:inner, None], (inner, width)).reshape(inner * width)


@xp.formula
def subtree_sums(tree: Tree, values: NodeRows) -> NodeRows:
    """Sums of ``values`` (tree.size, ...) over the subtree of every node, the node included; shape (tree.size, ...)."""
    sums = [values[tree.levels[-1]]]
    for h in range(tree.depth, 0, -1):
        sums.insert(0, values[tree.levels[h - 1]] + level_sums(tree, h, sums[0]))
    return xp.concatenate(sums)


@xp.formula
def level_parents(tree: Tree, h: int, values: Array) -> Array:
    """``values`` of the nodes of depth h - 1, at their children of depth h."""
    upper = tree.levels[h - 1]
    parents, counts = upper.stop - upper.start, tree.child_count[upper]
    if (counts == counts[0]).all():
        return xp.broadcast_to(values[:, None], (parents, int(counts[0]))).reshape(parents * int(counts[0]))
    return values[tree.parent[tree.levels[h]] - upper.start]


@xp.formula
def level_sums(tree: Tree, h: int, values: Array) -> Array:
    """Sums over siblings of depth h, one for every node of depth h - 1."""
    upper = tree.levels[h - 1]
    parents, counts = upper.stop - upper.start, tree.child_count[upper]
    if (counts == counts[0]).all():
        return _strided(values, int(counts[0]))
    slots = _slots(tree)
    if slots is None:
        return xp.segment_sum(values, tree.parent[tree.levels[h]] - upper.start, parents)
    start, none = tree.levels[h].start - 1, len(values)
    here = slots[upper] - start
    return _gathered(values, np.where((here >= 0) & (here < none), here, none))


def _strided(values: Array, width: int) -> Array:
    """Sums of ``width`` rows at a time."""
    total = values[0::width]
    for k in range(1, width):
        total = total + values[k::width]
    return total


def _gathered(values: Array, slots: np.ndarray) -> Array:
    """``sum over k of values[slots[:, k]]``, where the position after the last is 0."""
    padded = xp.concatenate([values, xp.zeros((1, *values.shape[1:]), like=values)])
    total = padded[slots[:, 0]]
    for k in range(1, slots.shape[1]):
        total = total + padded[slots[:, k]]
    return total


@lru_cache(maxsize=64)
def _uniform_width(tree: Tree) -> tuple[int, int]:
    """The size of all families, 0 if they differ or leaves stand between inner nodes, and the number of inner nodes."""
    inner = len(tree.inner)
    counts = tree.child_count[:inner]
    return (int(counts[0]) if inner and (counts == counts[0]).all() and counts[0] else 0), inner


@lru_cache(maxsize=64)
def _slots(tree: Tree) -> np.ndarray | None:
    """The edges of the children of every node, padded by the number of edges; None for trees of very unequal families."""
    widest = int(tree.child_count.max(initial=1))
    if widest > _PADDING and widest * tree.size > _PADDING * tree.size + 4096:
        return None
    places = np.arange(max(widest, 1))
    slots = tree.first_child[:, None] - 1 + places
    slots = np.where(places < tree.child_count[:, None], slots, tree.size - 1)
    slots.flags.writeable = False
    return slots
