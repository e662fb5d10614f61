"""Block by block under a rule, compiled: all candidates of a depth are chosen among at once.

The prefixes whose length is a multiple of the block, and the finished words, are a coarse tree of their own. Its families are
the sets of candidates; the rule is mapped over them, and the law on words is one recursion on the coarse tree.

Main definitions
----------------
``blockwise_law``     any selection rule applied to blocks of letters (``decoding.stepwise.samplers``)
``stepwise_law``      one letter at a time in proportion to its guided weight

Conventions
-----------
``steps`` and ``guide`` are (tree.size - 1,), laws in leaf order. A rule maps the conditional law of the candidates and their
scores, both (k,), to the law of the chosen one; families are padded with candidates of mass 0, which it must leave at 0. It is
static: pass one function, not a new lambda each time.

Tags
----
guided decoding, best-of-N, vmap
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab.compiled import trees
from theory_lab.compiled.trees import Floats
from theory_lab.sequences.trees import Tree

__all__ = ["blockwise_law", "stepwise_law"]


class _Coarse(NamedTuple):
    """The tree of blocks, and the node of the fine tree at each of its nodes."""

    tree: Tree
    nodes: np.ndarray


@partial(jax.jit, static_argnames=("tree", "block", "select"))
def blockwise_law(tree: Tree, steps: Floats, guide: Floats, block: int, select: Callable[[Floats, Floats], Floats]) -> Floats:
    """The law on words when ``block`` letters at a time are chosen by ``select(law, scores)``; shape (n_leaves,)."""
    trees.require_edges(tree, steps, guide)
    coarse, nodes = _coarse(tree, block)
    starts = jnp.asarray(tree.depths[tree.parent[1:]] % block == 0)
    within = trees.descend(tree, lambda x, above: x[0] * jnp.where(x[1], 1.0, above), jnp.ones(()), (steps, starts))
    slots, there = _families(coarse)
    laws, scores = (x[nodes[slots]] for x in (within, jnp.concatenate([jnp.zeros(1), guide])))
    chosen = jax.vmap(select)(jnp.where(there, laws, 0), jnp.where(there, scores, 0))
    branches = jnp.zeros(coarse.size).at[jnp.where(there, slots, 0)].add(jnp.where(there, chosen, 0))[1:]
    return trees.reach(coarse, branches)[np.argsort(nodes)[np.isin(np.sort(nodes), tree.leaves)]]


@partial(jax.jit, static_argnames="tree")
def stepwise_law(tree: Tree, steps: Floats, guide: Floats) -> Floats:
    """The law on words when each letter is drawn in proportion to ``pi_ref(a | v) guide(va)``; shape (n_leaves,)."""
    trees.require_edges(tree, steps, guide)
    return trees.leaf_law(tree, trees.normalised(tree, steps * guide))


@lru_cache(maxsize=64)
def _coarse(tree: Tree, block: int) -> _Coarse:
    """The prefixes whose length is a multiple of ``block``, and the words."""
    if block < 1:
        raise ValueError(f"a block has at least one letter, got {block}")
    kept = (tree.depths % block == 0) | (tree.child_count == 0)
    above = np.arange(tree.size)
    for v in range(1, tree.size):
        parent = tree.parent[v]
        above[v] = parent if kept[parent] else above[parent]
    depth, nodes = -(-tree.depths // block), np.flatnonzero(kept)
    nodes = nodes[np.argsort(depth[nodes], kind="stable")]
    place = {int(v): k for k, v in enumerate(nodes)}
    order = sorted(range(1, len(nodes)), key=lambda k: (depth[nodes[k]], place[int(above[nodes[k]])], k))
    nodes = np.concatenate([[0], nodes[order]]).astype(np.int64)
    return _relabelled(nodes, above)


def _relabelled(nodes: np.ndarray, above: np.ndarray) -> _Coarse:
    """The coarse tree on ``nodes``, whose letters number the candidates of a family."""
    place = {int(v): k for k, v in enumerate(nodes)}
    parents = [-1] + [place[int(above[v])] for v in nodes[1:]]
    letters = [-1]
    for k in range(1, len(nodes)):
        letters.append(letters[-1] + 1 if parents[k] == parents[k - 1] else 0)
    return _Coarse(Tree(parents, letters), nodes)


def _families(tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """The children of every inner node, padded with the root, and which of them exist; shape (inner nodes, widest)."""
    places = np.arange(int(tree.child_count.max(initial=1)))
    there = places < tree.child_count[tree.inner][:, None]
    return np.where(there, tree.first_child[tree.inner][:, None] + places, 0), there
