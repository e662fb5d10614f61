"""Random walks on weighted trees.

A walk that moves along the edges of a tree of prefixes with probabilities proportional to edge weights is
reversible, so its stationary law is the weighted degree; value-guided backtracking is the walk whose edge
``parent(v) - v`` weighs ``pi_ref(v) Vhat(v)``. Everything here costs one pass over the nodes and uses no
subtraction.

Main definitions
----------------
``edge_weights``                      weights of the value-guided walk
``degrees``, ``volume``               ``deg(v) = w(v) + sum of w over the children``; the sum of all degrees
``subtree_sums``, ``subtree_volumes``  sums of values, and of degrees, over every subtree
``stationary``                        ``deg / volume``
``step``, ``law_after``               the law one step later; after T steps from the root
``transition_matrix``                 the same step as a matrix, for small trees
``root_component``                    the weights that a walk from the root can meet

Conventions
-----------
Weights have shape (tree.size - 1,), entry ``v - 1`` for the edge above node ``v``. A step stays with
probability ``holding`` (1/2 unless said otherwise). A node of degree 0 is never entered and never left.
``stationary`` is the limit law of a walk from the root when no weight lies below an edge of weight 0;
``root_component`` makes that so.

References
----------
D. Rohatgi et al., arXiv:2510.03149 (value-guided backtracking); A. Sinclair and M. Jerrum, Approximate
counting, uniform generation and rapidly mixing Markov chains, 1989.

Tags
----
reversible Markov chains, trees, backtracking
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains.families import at_parents, child_sums, subtree_sums
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.shapes import Edges, Nodes, Scalar, Square
from theory_lab.sequences.trees import Tree

__all__ = [
    "degrees",
    "edge_weights",
    "law_after",
    "root_component",
    "stationary",
    "step",
    "subtree_sums",
    "subtree_volumes",
    "transition_matrix",
    "volume",
]

LAZY = Fraction(1, 2)  # the holding probability at which no eigenvalue is negative
DENSE = 5_000  # nodes, whose matrix of floats takes 200 MB


@xp.formula
def edge_weights(tree: Tree, steps: Edges, guide: Edges) -> Edges:
    """``w(v) = pi_ref(v) guide(v)`` for every node but the root; ``steps`` and ``guide`` are (tree.size - 1,)."""
    return laws.reach(tree, steps)[1:] * guide


@xp.formula
def degrees(tree: Tree, weights: Edges) -> Nodes:
    """The weighted degree of every node; shape (tree.size,)."""
    return _with_root(weights) + child_sums(tree, weights)


@xp.formula
def volume(tree: Tree, weights: Edges) -> Scalar:
    """The sum of all degrees: twice the total weight."""
    return 2 * xp.sum(weights)


@xp.formula
def subtree_volumes(tree: Tree, weights: Edges) -> Nodes:
    """The sum of the degrees in the subtree of every node; shape (tree.size,)."""
    return subtree_sums(tree, degrees(tree, weights))


@xp.formula
def stationary(tree: Tree, weights: Edges) -> Nodes:
    """The stationary law ``deg / volume``; shape (tree.size,)."""
    return degrees(tree, weights) / volume(tree, weights)


@xp.formula
def step(tree: Tree, weights: Edges, law: Nodes, holding: Fraction = LAZY) -> Nodes:
    """The law of the walk one step after ``law`` (tree.size,)."""
    return _step(tree, weights, degrees(tree, weights), law, holding)


@xp.formula
def law_after(tree: Tree, weights: Edges, time: int, holding: Fraction = LAZY) -> Nodes:
    """The law of the walk after ``time`` steps from the root; shape (tree.size,)."""
    start = xp.concatenate([xp.ones((1,), like=weights), xp.zeros((tree.size - 1,), like=weights)])
    degree = degrees(tree, weights)
    return xp.iterate(lambda law: _step(tree, weights, degree, law, holding), start, time)


@xp.formula
def transition_matrix(tree: Tree, weights: Edges, holding: Fraction = LAZY) -> Square:
    """The matrix of one step, shape (tree.size, tree.size); a node of degree 0 stays.

    Raises ``ValueError`` beyond ``DENSE`` nodes.
    """
    if tree.size > DENSE:
        raise ValueError(
            f"a matrix of {tree.size:,} x {tree.size:,} entries is beyond the limit of {DENSE:,} nodes; use step, law_after,"
            " hitting.root_times or starts.mixing_time, which keep the tree"
        )
    degree = degrees(tree, weights)
    live = degree > 0
    nodes, identity = np.arange(tree.size), np.eye(tree.size, dtype=int)
    above = (tree.parent[:, None] == nodes[None, :]).astype(int)
    edges = above * _with_root(weights)[:, None]
    moves = (1 - holding) * (edges + edges.T) / xp.where(live, degree, 1)[:, None]
    return moves + identity * xp.where(live, holding, 1)[:, None]


@xp.formula
def root_component(tree: Tree, weights: Array) -> Array:
    """The weights with 0 wherever an edge nearer to the root has weight 0."""
    blocked = laws.path_sums(tree, xp.indicator(~(weights > 0)))
    return xp.where(blocked[1:] > 0, 0, weights)


def _with_root(weights: Array) -> Array:
    return xp.concatenate([xp.zeros((1,), like=weights), weights])


def _step(tree: Tree, weights: Array, degree: Array, law: Array, holding: Fraction) -> Array:
    live = degree > 0
    rate = xp.where(live, law, 0) / xp.where(live, degree, 1)
    arrivals = _with_root(at_parents(tree, rate) * weights) + child_sums(tree, rate[1:] * weights)
    return xp.where(live, holding * law, law) + (1 - holding) * arrivals
