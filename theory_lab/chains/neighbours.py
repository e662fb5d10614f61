"""Chains that move along the edges of a tree.

Whatever the probabilities of going up and down an edge, such a chain is reversible: around a tree there is no cycle. So
its stationary law is a product of quotients along the path, without a linear system, and variants of a walk whose
moves are no longer proportional to weights can still be analysed exactly.

Main definitions
----------------
``Moves``        the probabilities of the moves down and up every edge
``weighted``     the moves of the walk on a weighted tree
``held``         the same moves, made with some probability only
``stationary``   the law that a chain with these moves keeps
``step``, ``law_after``   the law one step later; after T steps from the root

Conventions
-----------
``down`` and ``up`` have shape (tree.size - 1,): entry ``v - 1`` is the probability of the move from the parent of ``v``
to ``v``, and of the move back. What is missing to 1 is the probability to stay. A node that is not entered has mass 0.

References
----------
D. Levin and Y. Peres, Markov Chains and Mixing Times, section 1.6 (Kolmogorov's criterion).

Tags
----
reversible Markov chains, trees, birth and death chains
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.shapes import Edges, Nodes
from theory_lab.sequences.trees import Tree

__all__ = ["Moves", "held", "law_after", "stationary", "step", "weighted"]


class Moves(NamedTuple):
    """Probabilities of the moves along every edge, away from the root and towards it; shapes (tree.size - 1,)."""

    down: Array
    up: Array


@xp.formula
def weighted(tree: Tree, weights: Edges) -> Moves:
    """The moves of the walk that never stays: proportional to the edge weights (tree.size - 1,)."""
    degree = walks.degrees(tree, weights)
    live = degree > 0
    rate = xp.where(live, 1 / xp.where(live, degree, 1), 0)
    return Moves(weights * at_parents(tree, rate), weights * rate[1:])


def held(moves: Moves, holding: Fraction = walks.LAZY) -> Moves:
    """Stay with probability ``holding``, else move."""
    return Moves(*(_times(part, 1 - holding) for part in moves))


@xp.formula
def stationary(tree: Tree, down: Edges, up: Edges) -> Nodes:
    """Proportional to the product of ``down / up`` along the path to a node; shape (tree.size,).

    Where ``down > 0`` the move back must be possible too.
    """
    entered = down > 0
    masses = laws.reach(tree, xp.where(entered, down / xp.where(entered, up, 1), 0))
    return masses / xp.sum(masses)


@xp.formula
def step(tree: Tree, down: Edges, up: Edges, law: Nodes) -> Nodes:
    """The law of the chain one step after ``law`` (tree.size,)."""
    return _step(tree, down, up, _staying(tree, down, up), law)


@xp.formula
def law_after(tree: Tree, down: Edges, up: Edges, time: int) -> Nodes:
    """The law of the chain after ``time`` steps from the root; shape (tree.size,)."""
    start = xp.concatenate([xp.ones((1,), like=down), xp.zeros((tree.size - 1,), like=down)])
    staying = _staying(tree, down, up)
    return xp.iterate(lambda law: _step(tree, down, up, staying, law), start, time)


@xp.formula
def _times(part: Array, share: Fraction) -> Array:
    return part * share


def _staying(tree: Tree, down: Array, up: Array) -> Array:
    return 1 - child_sums(tree, down) - xp.concatenate([xp.zeros((1,), like=up), up])


def _step(tree: Tree, down: Array, up: Array, staying: Array, law: Array) -> Array:
    descended = xp.concatenate([xp.zeros((1,), like=law), at_parents(tree, law) * down])
    return law * staying + descended + child_sums(tree, law[1:] * up)
