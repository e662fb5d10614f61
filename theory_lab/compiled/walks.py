"""Walks on trees of prefixes, compiled: laws after any number of steps, and the times that they take.

The number of steps is an argument of the compiled program, so that one compilation serves all of them; recursions over
levels are those of ``trees``. Everything maps over weights: verifiers, reference models, instances.

Main definitions
----------------
``law_after``, ``sampled_law``, ``success``   the law after T steps from the root; given a leaf; the probability of a leaf
``momentum_law_after``       the same for the walk that keeps its direction
``stationary``, ``stationary_leaf_law``   the law that is kept; its words
``edge_weights``             the weights of the value-guided walk
``root_times``, ``leaf_conductances``, ``first_leaf_law``, ``first_leaf_time``   hitting times and the first leaf met
``mixing_time``, ``sampling_time``   the first time at which the walk, from all given starts, or its words are near their limit

Conventions
-----------
Weights are (tree.size - 1,), else ``ValueError``, as in ``chains.walks``, whose step this is: lazy, from the root. Times are
traced, so that derivatives with respect to weights are those of forward mode (``jax.jvp``, ``jax.jacfwd``). A time that is not
found within ``most`` steps is ``most + 1``. All found here are times of floats; ``chains`` decides them.

References
----------
D. Rohatgi et al., Taming Imperfect Process Verifiers, arXiv:2510.03149.

Tags
----
backtracking, hitting times, mixing times, fori_loop
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import jax
import jax.numpy as jnp

from theory_lab.chains import walks
from theory_lab.compiled import trees
from theory_lab.compiled.trees import Floats
from theory_lab.decoding.walks import backtracking, momentum
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.trees import Tree

__all__ = [
    "edge_weights",
    "first_leaf_law",
    "first_leaf_time",
    "law_after",
    "leaf_conductances",
    "mixing_time",
    "momentum_law_after",
    "root_times",
    "sampled_law",
    "sampling_time",
    "stationary",
    "stationary_leaf_law",
    "success",
]


@partial(jax.jit, static_argnames="tree")
def stationary(tree: Tree, weights: Floats) -> Floats:
    """The stationary law (tree.size,); 1 at a root without edges, which the walk never leaves."""
    trees.require_edges(tree, weights)
    return walks.stationary(tree, weights) if tree.depth else jnp.ones(1)


@partial(jax.jit, static_argnames="tree")
def stationary_leaf_law(tree: Tree, weights: Floats) -> Floats:
    """The stationary law given a leaf (n_leaves,)."""
    trees.require_edges(tree, weights)
    return backtracking.stationary_leaf_law(tree, weights) if tree.depth else jnp.ones(1)


@partial(jax.jit, static_argnames="tree")
def edge_weights(tree: Tree, steps: Floats, guide: Floats) -> Floats:
    """``w(v) = pi_ref(v) guide(v)``; ``steps`` and ``guide`` are (tree.size - 1,)."""
    trees.require_edges(tree, guide)
    return trees.reach(tree, steps)[1:] * guide


@partial(jax.jit, static_argnames="tree")
def law_after(tree: Tree, weights: Floats, time: Any) -> Floats:
    """The law after ``time`` steps (traced); shape (tree.size,)."""
    trees.require_edges(tree, weights)
    return jax.lax.fori_loop(0, time, lambda _, law: walks.step(tree, weights, law), _at_root(tree))


@partial(jax.jit, static_argnames="tree")
def success(tree: Tree, weights: Floats, time: Any) -> Floats:
    """The probability of a leaf after ``time`` steps (traced)."""
    return law_after(tree, weights, time)[tree.leaves].sum()


@partial(jax.jit, static_argnames="tree")
def sampled_law(tree: Tree, weights: Floats, time: Any) -> Floats:
    """The law on words after ``time`` steps (traced) given a leaf; nan where none can be reached."""
    return _words(tree, law_after(tree, weights, time))


@partial(jax.jit, static_argnames="tree")
def momentum_law_after(tree: Tree, weights: Floats, time: Any, holding: Any = 0.0) -> Floats:
    """The law (2, tree.size) of the walk that keeps its direction, ``time`` and ``holding`` traced."""
    trees.require_edges(tree, weights)
    start, holding = jnp.stack([_at_root(tree), jnp.zeros(tree.size)]), cast(Any, jnp.asarray(holding))
    return jax.lax.fori_loop(0, time, lambda _, law: momentum.step(tree, weights, law, holding), start)


@partial(jax.jit, static_argnames="tree")
def root_times(tree: Tree, weights: Floats) -> Floats:
    """``E_v[time to the root]``, infinite behind an edge of weight 0; shape (tree.size,)."""
    trees.require_edges(tree, weights)
    blocked = trees.path_sums(tree, (~(weights > 0)).astype(weights.dtype))[1:] > 0
    weights = jnp.where(blocked, 0, weights)  # what stands behind a closed edge is met on no way up
    volumes, open_edge = trees.subtree_sums(tree, walks.degrees(tree, weights))[1:], weights > 0
    climbs = jnp.where(open_edge, 2 * volumes / jnp.where(open_edge, weights, 1), jnp.inf)
    return trees.path_sums(tree, climbs)


@partial(jax.jit, static_argnames="tree")
def leaf_conductances(tree: Tree, weights: Floats) -> tuple[Floats, Floats]:
    """Effective conductances to the leaves below, from every node and through the edge above it (``chains.hitting``)."""
    ends = (tree.child_count == 0).astype(float)
    edges = weights, jnp.asarray(ends[1:])
    below = trees.ascend(tree, _in_series, jnp.zeros(tree.size), edges)
    return below, _in_series(edges, below[1:])


@partial(jax.jit, static_argnames="tree")
def first_leaf_law(tree: Tree, weights: Floats) -> Floats:
    """The law of the first leaf that the walk meets; shape (n_leaves,)."""
    return trees.leaf_law(tree, trees.normalised(tree, leaf_conductances(tree, weights)[1]))


@partial(jax.jit, static_argnames="tree")
def first_leaf_time(tree: Tree, weights: Floats) -> Floats:
    """``E_root[time to a leaf]``, infinite where no leaf can be reached; 0 where the root is one."""
    trees.require_edges(tree, weights)
    if not tree.depth:
        return jnp.zeros(())
    below, _ = leaf_conductances(tree, weights)
    inner = jnp.asarray((tree.child_count[1:] > 0).astype(float))
    shares = inner * jnp.where(weights > 0, weights, 0) / jnp.where(weights > 0, weights + below[1:], 1)
    voltages = trees.reach(tree, shares)
    charge = 2 * jnp.sum(walks.degrees(tree, weights) * voltages)
    return jnp.where(below[0] > 0, charge / jnp.where(below[0] > 0, below[0], 1), jnp.inf)


@partial(jax.jit, static_argnames=("tree", "most"))
def mixing_time(tree: Tree, weights: Floats, starts: Floats, level: Any = 0.25, most: int = 10**6) -> Floats:
    """The first time at which the law from each of ``starts`` (m,), nodes, is within ``level`` of the stationary one."""
    limit = stationary(tree, weights)
    step: Any = jax.vmap(partial(walks.step, tree, weights), -1, -1)
    far: Any = jax.vmap(partial(total_variation, limit))
    laws = jnp.zeros((tree.size, len(starts))).at[starts, jnp.arange(len(starts))].set(1)
    return _first(step, lambda laws: jnp.max(far(laws.T)) <= level, laws, most)


@partial(jax.jit, static_argnames=("tree", "most"))
def sampling_time(tree: Tree, weights: Floats, target: Floats, level: Any = 0.25, most: int = 10**6) -> Floats:
    """The first time at which the law given a leaf is within ``level`` of ``target`` (n_leaves,)."""
    trees.require_edges(tree, weights)
    trees.require_words(tree, target)
    return _first(
        lambda law: walks.step(tree, weights, law),
        lambda law: total_variation(_words(tree, law), target) <= level,
        _at_root(tree),
        most,
    )


def _first(step: Callable[[Any], Any], near: Callable[[Any], Any], start: Floats, most: int) -> Floats:
    """The least number of steps after which a law is near, ``most + 1`` where that many are not enough."""

    def going(state: tuple[Any, Any]) -> Any:
        return ~near(state[1]) & (state[0] <= most)

    return jax.lax.while_loop(going, lambda state: (state[0] + 1, step(state[1])), (jnp.zeros((), int), start))[0]


def _in_series(edges: tuple[Floats, Floats], below: Floats) -> Floats:
    """An edge followed by the network below it, which is nothing at a leaf."""
    weight, leaf = edges
    live = weight > 0
    return jnp.where(leaf > 0, weight, jnp.where(live, weight * below / jnp.where(live, weight + below, 1), 0))


def _words(tree: Tree, law: Floats) -> Floats:
    return law[tree.leaves] / law[tree.leaves].sum()


def _at_root(tree: Tree) -> Floats:
    return jnp.zeros(tree.size).at[0].set(1)
