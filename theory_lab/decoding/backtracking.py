"""Value-guided backtracking: sampling by a walk that may undo its letters.

The walk on the tree of prefixes moves to a child in proportion to ``pi_ref(a | v) Vhat(va)`` and to the
parent in proportion to ``Vhat(v)``. Its stationary law, conditional on a leaf, is exact whatever the scores
of inner prefixes; what errors cost is time.

Main definitions
----------------
``stationary_leaf_law``        the limit law on words: proportional to the leaf weights
``leaf_mass``                  the stationary probability of a leaf
``sampled_law``                the law of the output after T steps given that it is a leaf
``success``                    the probability of a leaf after T steps
``first_leaf_law``             the law of the first leaf that the walk meets
``momentum_step``, ``momentum_stationary``   the walk that keeps its direction

Conventions
-----------
``weights`` are ``walks.edge_weights(tree, steps, guide)``, (tree.size - 1,), with the true reward as guide at
the leaves; laws on words are in leaf order. The walk starts at the root and is lazy (holding 1/2).

References
----------
D. Rohatgi et al., Taming Imperfect Process Verifiers, arXiv:2510.03149; T. Hayes and A. Sinclair, Liftings of
tree-structured Markov chains, 2010.

Tags
----
backtracking, process verifiers, approximate counting
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "first_leaf_law",
    "leaf_mass",
    "momentum_stationary",
    "momentum_step",
    "sampled_law",
    "stationary_leaf_law",
    "success",
]


@xp.formula
def stationary_leaf_law(tree: Tree, weights: Array) -> Array:
    """The stationary law given a leaf: proportional to the weights of the leaf edges; shape (n_leaves,)."""
    leaves = weights[tree.leaves - 1]
    return leaves / xp.sum(leaves)


@xp.formula
def leaf_mass(tree: Tree, weights: Array) -> Array:
    """The stationary probability of the leaves: their weight over twice the total weight."""
    return xp.sum(weights[tree.leaves - 1]) / walks.volume(tree, weights)


@xp.formula
def success(tree: Tree, weights: Array, time: int) -> Array:
    """The probability that the walk is at a leaf after ``time`` steps."""
    return xp.sum(walks.law_after(tree, weights, time)[tree.leaves])


@xp.formula
def sampled_law(tree: Tree, weights: Array, time: int) -> Array:
    """The law on words after ``time`` steps given a leaf, which restarts sample; shape (n_leaves,), ``time >= depth``."""
    leaves = walks.law_after(tree, weights, time)[tree.leaves]
    return leaves / xp.sum(leaves)


@xp.formula
def first_leaf_law(tree: Tree, weights: Array) -> Array:
    """The law of the first leaf that the walk meets: down in proportion to effective conductances; shape (n_leaves,)."""
    _, through = hitting.leaf_conductances(tree, weights)
    return laws.leaf_law(tree, laws.normalised(tree, through))


@xp.formula
def momentum_stationary(tree: Tree, weights: Array) -> Array:
    """The stationary law of ``momentum_step``: proportional to ``max(F, B)`` in both directions; shape (2, tree.size)."""
    down, up = _flows(tree, weights)
    larger = xp.maximum(down, up)
    return xp.stack([larger, larger]) / (2 * xp.sum(larger))


@xp.formula
def momentum_step(tree: Tree, weights: Array, law: Array) -> Array:
    """One step of the walk with momentum on pairs (direction, node); row 0 of ``law`` (2, tree.size) moves down, row 1 up.

    With ``F`` the weight of the children, ``B`` the weight of the edge above and ``m = max(F, B)``: a walker
    going down moves to child ``c`` with probability ``w(c) / m`` and turns with ``(B - F)_+ / m``; one going
    up moves to the parent with ``B / m`` and turns with ``(F - B)_+ / m`` (Hayes and Sinclair's lifting;
    arXiv:2510.03149, Appendix E.1).
    """
    down, up = _flows(tree, weights)
    larger, parent = xp.maximum(down, up), tree.parent[1:]
    live = larger > 0
    rate = xp.where(live, 1 / xp.where(live, larger, 1), 0)
    going_down, going_up = law[0] * rate, law[1] * rate
    descended = xp.concatenate([xp.zeros((1,), like=weights), going_down[parent] * weights])
    ascended = xp.segment_sum(going_up[1:] * weights, parent, tree.size)
    stuck = xp.where(live, 0, law)
    turned = xp.stack([going_up * xp.maximum(down - up, 0), going_down * xp.maximum(up - down, 0)])
    return xp.stack([descended, ascended]) + turned + stuck


def _flows(tree: Tree, weights: Array) -> tuple[Array, Array]:
    """The weight of the children and of the edge above for every node, (tree.size,) each."""
    up = xp.concatenate([xp.zeros((1,), like=weights), weights])
    return xp.segment_sum(weights, tree.parent[1:], tree.size), up
