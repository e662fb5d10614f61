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
``expected_steps``             steps per output when runs of T steps are repeated until a leaf
``boosted``                    inner scores scaled down, which makes leaves frequent

Conventions
-----------
``weights`` are ``walks.edge_weights(tree, steps, guide)``, (tree.size - 1,), with the true reward as guide at
the leaves; laws on words are in leaf order. The walk starts at the root and is lazy (holding 1/2).

References
----------
D. Rohatgi et al., Taming Imperfect Process Verifiers, arXiv:2510.03149.

Tags
----
backtracking, process verifiers, approximate counting
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "boosted",
    "expected_steps",
    "first_leaf_law",
    "leaf_mass",
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
    """The law on words after ``time`` steps given a leaf, which restarts sample; shape (n_leaves,).

    Raises ``ValueError`` for a time in which no leaf can be reached.
    """
    _require_time(tree, time)
    leaves = walks.law_after(tree, weights, time)[tree.leaves]
    return leaves / xp.sum(leaves)


@xp.formula
def first_leaf_law(tree: Tree, weights: Array) -> Array:
    """The law of the first leaf that the walk meets: down in proportion to effective conductances; shape (n_leaves,)."""
    _, through = hitting.leaf_conductances(tree, weights)
    return laws.leaf_law(tree, laws.normalised(tree, through))


@xp.formula
def expected_steps(tree: Tree, weights: Array, time: int) -> Array:
    """``time / P(leaf after time steps)``: the mean number of steps when runs are repeated until one ends at a leaf.

    The output then follows ``sampled_law``, whatever the number of runs. Raises ``ValueError`` for a time in which no leaf can
    be reached.
    """
    _require_time(tree, time)
    return time / success(tree, weights, time)


def _require_time(tree: Tree, time: int) -> None:
    nearest = int(tree.depths[tree.leaves].min())
    if time < nearest:
        raise ValueError(f"no run of {time} steps ends at a leaf, since the nearest has depth {nearest}; take at least as many")


@xp.formula
def boosted(tree: Tree, guide: Array, divisor: Any) -> Array:
    """The scores ``guide`` (tree.size - 1,) divided by ``divisor`` at inner prefixes and kept at leaves.

    The leaf law does not change. With ``divisor = kappa * depth`` leaves have at least a quarter of the stationary mass.
    """
    inner = (tree.child_count[1:] > 0).astype(int)
    return guide * (inner / (xp.ones((1,), like=guide) * divisor) + (1 - inner))
