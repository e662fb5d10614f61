"""Recursions over the levels of a tree, compiled once.

A level of a tree is a slice of every array that belongs to it. So a recursion from the root, or to it, is a loop over slices
of one padded width: the program has the same length for trees of any depth, and runs on words of thousands of letters.

Main definitions
----------------
``Floats``                   what arguments and results are
``descend``, ``ascend``      the two recursions, for any quantity
``reach``, ``leaf_law``, ``path_sums``, ``values``, ``subtree_sums``   those of ``sequences.laws`` and ``chains.families``
``normalised``, ``steps_of``, ``visits``   branch probabilities from weights, and from masses or counts of words
``siblings``                 the children of the parent of every node, padded
``require_edges``, ``require_words``   refuse arrays that are not aligned with a tree

Conventions
-----------
Trees are static: one compilation for each tree and shape. Arrays are JAX arrays of 64-bit floats, aligned with the tree as
everywhere in the library, else ``ValueError``. A loop makes ``tree.depth`` passes over as many nodes as the widest level has.

Tags
----
scan, padding, breadth-first order
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab.sequences.trees import Tree

__all__ = [
    "Floats",
    "ascend",
    "descend",
    "leaf_law",
    "normalised",
    "path_sums",
    "reach",
    "require_edges",
    "require_words",
    "siblings",
    "steps_of",
    "subtree_sums",
    "values",
    "visits",
]

Floats: TypeAlias = Any  # a JAX array of 64-bit floats; formulas of the library take it, though they declare their own Arrays


def require_edges(tree: Tree, *arrays: Any) -> None:
    """Raise ``ValueError`` unless each has an entry for every node but the root: JAX would cut, repeat or fill up."""
    _require_entries(tree, tree.size - 1, "node but the root", arrays)


def require_words(tree: Tree, *arrays: Any) -> None:
    """Raise ``ValueError`` unless each has an entry for every word of the tree."""
    _require_entries(tree, len(tree.leaves), "word", arrays)


def _require_entries(tree: Tree, number: int, what: str, arrays: tuple[Any, ...]) -> None:
    for x in arrays:
        if jnp.shape(x)[:1] != (number,):
            raise ValueError(f"{tree} needs {number} entries, one for every {what}, got shape {jnp.shape(x)}")


def descend(tree: Tree, step: Callable[[Any, Any], Any], root: Any, edges: Any) -> Any:
    """``y(v) = step(edges(v), y(parent(v)))`` with ``y(root) = root``; pytrees of arrays (tree.size, ...).

    ``edges`` is a pytree of arrays (tree.size - 1, ...), ``root`` one without the first axis; ``step`` maps rows to rows.
    """
    require_edges(tree, *jax.tree.leaves(edges))
    width, (parents, levels), children = _width(tree), _indices(tree), _children(tree)
    edges = jax.tree.map(lambda x: _padded(x, 1, width), edges)
    found = jax.tree.map(lambda x: jnp.zeros((tree.size + width, *jnp.shape(x)), jnp.result_type(x)).at[0].set(x), root)

    def above(x: Floats, before: Any, start: Any) -> Floats:
        if children:
            return jnp.repeat(_slice(x, before, width // children), children, axis=0)
        return x[jnp.minimum(_slice(parents, start, width), start - 1)]  # places beyond the level are written again later

    def onward(found: Any, level: Any) -> tuple[Any, None]:
        before, start, _ = level
        rows = step(_slices(edges, start, width), jax.tree.map(lambda x: above(x, before, start), found))
        return jax.tree.map(lambda x, row: jax.lax.dynamic_update_slice_in_dim(x, row, start, 0), found, rows), None

    return jax.tree.map(lambda x: x[: tree.size], jax.lax.scan(onward, found, tuple(levels.T))[0])


def ascend(tree: Tree, through: Callable[[Any, Any], Floats], own: Floats, edges: Any) -> Floats:
    """``V(v) = own(v) + sum over the children c of through(edges(c), V(c))``; shape (tree.size, ...).

    ``own`` is (tree.size, ...), 0 at inner nodes where only leaves have a value; ``edges`` as in ``descend``.
    """
    require_edges(tree, *jax.tree.leaves(edges))
    _require_entries(tree, tree.size, "node", (own,))
    width, (parents, levels), children = _width(tree), _indices(tree), _children(tree)
    edges = jax.tree.map(lambda x: _padded(x, 1, width), edges)

    def onward(found: Floats, level: Any) -> tuple[Floats, None]:
        before, start, stop = level
        sent = through(_slices(edges, start, width), _slice(found, start, width))
        within = (start + jnp.arange(width) < stop).reshape(-1, *(1,) * (sent.ndim - 1))
        sent = jnp.where(within, sent, 0)
        if children:
            sums = sum((sent[k::children] for k in range(children)), _slice(found, before, width // children))
            return jax.lax.dynamic_update_slice_in_dim(found, sums, before, 0), None
        return found.at[_slice(parents, start, width)].add(sent), None

    return jax.lax.scan(onward, _padded(own, 0, width), tuple(levels[::-1].T))[0][: tree.size]


@partial(jax.jit, static_argnames="tree")
def reach(tree: Tree, steps: Floats) -> Floats:
    """The probability of every prefix under ``steps`` (tree.size - 1, ...); shape (tree.size, ...)."""
    return descend(tree, lambda branch, above: branch * above, jnp.ones(steps.shape[1:]), steps)


@partial(jax.jit, static_argnames="tree")
def leaf_law(tree: Tree, steps: Floats) -> Floats:
    """The law on words under ``steps`` (tree.size - 1, ...); shape (n_leaves, ...) in leaf order."""
    return reach(tree, steps)[_leaves(tree)]


@partial(jax.jit, static_argnames="tree")
def path_sums(tree: Tree, increments: Floats) -> Floats:
    """Sums of ``increments`` (tree.size - 1, ...) along every prefix; shape (tree.size, ...), 0 at the root."""
    return descend(tree, lambda increment, above: increment + above, jnp.zeros(increments.shape[1:]), increments)


@partial(jax.jit, static_argnames="tree")
def values(tree: Tree, steps: Floats, reward: Floats) -> Floats:
    """The expected reward from every prefix; ``steps`` (tree.size - 1,), ``reward`` (n_leaves,), result (tree.size,)."""
    return ascend(tree, lambda branch, below: branch * below, _at_leaves(tree, reward), steps)


@partial(jax.jit, static_argnames="tree")
def subtree_sums(tree: Tree, own: Floats) -> Floats:
    """Sums of ``own`` (tree.size, ...) over the subtree of every node, the node included; shape (tree.size, ...)."""
    return ascend(tree, lambda _, below: below, own, ())


@partial(jax.jit, static_argnames="tree")
def visits(tree: Tree, counts: Floats) -> Floats:
    """How much of ``counts`` (n_leaves, ...) passes through every node; shape (tree.size, ...)."""
    return subtree_sums(tree, _at_leaves(tree, counts))


@partial(jax.jit, static_argnames="tree")
def normalised(tree: Tree, weights: Floats) -> Floats:
    """``weights`` (tree.size - 1, ...) over their sum among siblings; the uniform law where that sum is 0."""
    require_edges(tree, weights)
    parents = tree.parent[1:]
    totals = jax.ops.segment_sum(weights, parents, tree.size, indices_are_sorted=True)[parents]
    children = tree.child_count[parents].reshape(-1, *(1,) * (weights.ndim - 1))
    return jnp.where(totals > 0, weights, 1.0) / jnp.where(totals > 0, totals, children)


@partial(jax.jit, static_argnames="tree")
def steps_of(tree: Tree, law: Floats) -> Floats:
    """The branch probabilities of a law on words, or of counts (n_leaves, ...): the most likely model of all on the tree."""
    return normalised(tree, visits(tree, law)[1:])


@lru_cache(maxsize=64)
def siblings(tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """The edges of the children of the parent of every node but the root, and which of them exist; (tree.size - 1, widest)."""
    parents = tree.parent[1:]
    places = np.arange(int(tree.child_count.max(initial=1)))
    there = places < tree.child_count[parents][:, None]
    return np.where(there, tree.first_child[parents][:, None] - 1 + places, 0), there


def _at_leaves(tree: Tree, leaf_values: Floats) -> Floats:
    require_words(tree, leaf_values)
    return jnp.zeros((tree.size, *leaf_values.shape[1:])).at[_leaves(tree)].set(leaf_values)


def _leaves(tree: Tree) -> slice | np.ndarray:
    """The leaves, as a slice where no inner node stands among them."""
    first = int(tree.leaves[0])
    return slice(first, tree.size) if len(tree.leaves) == tree.size - first else tree.leaves


def _width(tree: Tree) -> int:
    """The largest number of nodes of one depth."""
    return max(level.stop - level.start for level in tree.levels)


def _children(tree: Tree) -> int:
    """The number of children of every node above the last level, 0 if it differs: then parents are neighbours as well."""
    counts = tree.child_count[: tree.levels[-1].start]
    return int(counts[0]) if len(counts) and (counts == counts[0]).all() else 0


def _indices(tree: Tree) -> tuple[Floats, np.ndarray]:
    """The parent of every node, padded; for every level below the root the first nodes before, of it, and after it."""
    parents = np.concatenate([tree.parent, np.zeros(_width(tree), np.int64)])
    starts = np.array([level.start for level in tree.levels] + [tree.size])
    return jnp.asarray(parents), np.stack([starts[:-2], starts[1:-1], starts[2:]], axis=1)


def _padded(x: Floats, before: int, after: int) -> Floats:
    return jnp.pad(jnp.asarray(x), ((before, after), *((0, 0),) * (x.ndim - 1)))


def _slice(x: Floats, start: Any, width: int) -> Floats:
    return jax.lax.dynamic_slice_in_dim(x, start, width)


def _slices(x: Any, start: Any, width: int) -> Any:
    return jax.tree.map(lambda part: _slice(part, start, width), x)
