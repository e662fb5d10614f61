"""The walk that keeps its direction.

A plain walk forgets where it came from and takes a time of order ``H^2`` to cross a tree. Lifted to pairs (direction,
node) it goes on in its direction as long as the weights allow, and turns where they do not: with exact values it runs
to a leaf and back without a turn. The law on leaves stays the target.

Main definitions
----------------
``step``, ``law_after``   one step; the law after T steps from the root, going down
``stationary``            the law that is kept: ``max(F, B)`` in both directions
``sampled_law``           the law on words after T steps given a leaf
``switching_law``         the stationary probability to be at a node about to turn

Conventions
-----------
Laws have shape (2, tree.size), row 0 going down and row 1 going up. ``F`` is the weight of the children, ``B`` that of
the edge above, ``m = max(F, B)``. The walk stays with probability ``holding``, 0 unless said otherwise; without holding
it may be periodic.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Appendix E.1; T. Hayes and A. Sinclair, Liftings of tree-structured Markov chains, 2010.

Tags
----
lifted Markov chains, momentum, backtracking
"""

from __future__ import annotations

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["law_after", "sampled_law", "stationary", "step", "switching_law"]

NEVER = Fraction(0)  # holds: the walk that keeps its direction is not lazy


@xp.formula
def stationary(tree: Tree, weights: Array) -> Array:
    """The stationary law, proportional to ``max(F, B)`` in both directions; shape (2, tree.size)."""
    larger = xp.maximum(*_flows(tree, weights))
    return xp.stack([larger, larger]) / (2 * xp.sum(larger))


@xp.formula
def step(tree: Tree, weights: Array, law: Array, holding: Fraction = NEVER) -> Array:
    """One step after ``law`` (2, tree.size).

    A walker going down moves to child ``c`` with probability ``w(c) / m`` and turns with ``(B - F)_+ / m``; one going
    up moves to the parent with ``B / m`` and turns with ``(F - B)_+ / m``.
    """
    down, up = _flows(tree, weights)
    larger = xp.maximum(down, up)
    live = larger > 0
    rate = xp.where(live, 1 / xp.where(live, larger, 1), 0)
    going_down, going_up = law[0] * rate, law[1] * rate
    descended = xp.concatenate([xp.zeros((1,), like=weights), at_parents(tree, going_down) * weights])
    ascended = child_sums(tree, going_up[1:] * weights)
    stuck = xp.where(live, 0, law)
    turned = xp.stack([going_up * xp.maximum(down - up, 0), going_down * xp.maximum(up - down, 0)])
    return holding * law + (1 - holding) * (xp.stack([descended, ascended]) + turned + stuck)


@xp.formula
def law_after(tree: Tree, weights: Array, time: int, holding: Fraction = NEVER) -> Array:
    """The law after ``time`` steps from the root, going down; shape (2, tree.size)."""
    down = xp.concatenate([xp.ones((1,), like=weights), xp.zeros((tree.size - 1,), like=weights)])
    return xp.iterate(lambda law: step(tree, weights, law, holding), xp.stack([down, 0 * down]), time)


@xp.formula
def sampled_law(tree: Tree, weights: Array, time: int, holding: Fraction = NEVER) -> Array:
    """The law on words after ``time`` steps given a leaf, in either direction; shape (n_leaves,)."""
    leaves = xp.sum(law_after(tree, weights, time, holding), axis=0)[tree.leaves]
    return leaves / xp.sum(leaves)


@xp.formula
def switching_law(tree: Tree, weights: Array) -> Array:
    """The stationary probability of turning at a node in the next step, proportional to ``|F - B|``; shape (tree.size,)."""
    down, up = _flows(tree, weights)
    return abs(down - up) / (2 * xp.sum(xp.maximum(down, up)))


def _flows(tree: Tree, weights: Array) -> tuple[Array, Array]:
    """The weight of the children and of the edge above for every node, (tree.size,) each."""
    return child_sums(tree, weights), xp.concatenate([xp.zeros((1,), like=weights), weights])
