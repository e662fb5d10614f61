"""Hitting times.

On a tree the time to climb one edge depends on the subtree below it alone, and the time to the first leaf is
a voltage in an electrical network; both are sums of positive terms. A general finite chain needs one linear
system.

Main definitions
----------------
``root_times``          ``E_v[time to the root]`` for every node
``leaf_conductances``   effective conductance from every node down to the leaves
``escape_voltages``     visits before the first leaf, over degrees
``first_leaf_time``     ``E_root[time to a leaf]``
``hitting_times``       ``E_x[time to a set]`` for a transition matrix

Conventions
-----------
Times count steps of the lazy walk (``walks.step``, holding 1/2); halve them for the walk that never stays. A
time is infinite where the walk cannot reach its goal.

References
----------
D. Levin, Y. Peres, Markov Chains and Mixing Times, chapters 9 and 10; arXiv:2510.03149.

Tags
----
hitting times, commute times, electrical networks
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.families import level_parents, level_sums
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.shapes import Edges, Nodes, Scalar, Square, States
from theory_lab.sequences.trees import Tree

__all__ = ["escape_voltages", "first_leaf_time", "hitting_times", "leaf_conductances", "root_times"]


@xp.formula
def root_times(tree: Tree, weights: Edges) -> Nodes:
    """``E_v[time to the root] = 2 sum of vol(T_u) / w(u)`` over ``u`` on the path from the root to ``v``; shape (tree.size,)."""
    weights = walks.root_component(tree, weights)  # what stands behind a closed edge is met on no way up
    open_edge = weights > 0
    climbs = walks.subtree_volumes(tree, weights)[1:] / xp.where(open_edge, weights, 1)
    return laws.path_sums(tree, xp.where(open_edge, 2 * climbs, xp.INFINITY))


@xp.formula
def leaf_conductances(tree: Tree, weights: Edges) -> tuple[Nodes, Edges]:
    """Effective conductances to the leaves below.

    Returns ``C(v)`` from every node down, shape (tree.size,), 0 at leaves by convention, and ``c(v)`` from
    the parent of ``v`` through the edge above ``v``, shape (tree.size - 1,): ``c = w`` at a leaf, ``w C / (w
    + C)`` elsewhere.
    """
    is_leaf, last = tree.child_count == 0, tree.levels[-1]
    down, through = [xp.zeros((last.stop - last.start,), like=weights)], [weights[:0]]
    for h in range(tree.depth, 0, -1):
        level = tree.levels[h]
        edge = weights[level.start - 1 : level.stop - 1]
        through.insert(0, _in_series(edge, down[0], is_leaf[level]))
        down.insert(0, level_sums(tree, h, through[0]))
    return xp.concatenate(down), xp.concatenate(through)


def _in_series(edge: Array, below: Array, is_leaf: np.ndarray) -> Array:
    """An edge followed by the network below it, which is nothing at a leaf."""
    if is_leaf.all():
        return edge
    series = xp.where(edge > 0, edge * below / xp.where(edge > 0, edge + below, 1), 0)
    return series if not is_leaf.any() else edge * is_leaf.astype(int) + series * (1 - is_leaf.astype(int))


@xp.formula
def escape_voltages(tree: Tree, weights: Edges) -> Nodes:
    """``h(v) / C(root)`` with ``h`` the harmonic function 1 at the root and 0 at the leaves; shape (tree.size,).

    Times the degree this is the expected number of visits to ``v`` before the first leaf, without holding.
    Infinite where no leaf can be reached.
    """
    down, _ = leaf_conductances(tree, weights)
    levels, inner = [xp.ones((1,), like=weights)], (tree.child_count > 0).astype(int)
    for h in range(1, tree.depth):
        level = tree.levels[h]
        edge = weights[level.start - 1 : level.stop - 1]
        share = xp.where(edge > 0, edge / xp.where(edge > 0, edge + down[level], 1), 0)
        share = share if inner[level].all() else share * inner[level]
        levels.append(level_parents(tree, h, levels[-1]) * share)
    last = tree.levels[-1] if tree.depth else slice(1, 1)
    levels.append(xp.zeros((last.stop - last.start,), like=weights))
    reached = down[0] > 0
    return xp.where(reached, xp.concatenate(levels) / xp.where(reached, down[0], 1), xp.INFINITY)


@xp.formula
def first_leaf_time(tree: Tree, weights: Edges) -> Scalar:
    """``E_root[time to a leaf] = 2 sum deg(v) h(v) / C(root)``, twice the visits because of the holding."""
    voltages = escape_voltages(tree, weights)
    finite = voltages[0] < xp.INFINITY
    charge = xp.sum(walks.degrees(tree, weights) * xp.where(finite, voltages, 0))
    return xp.where(finite, 2 * charge, xp.INFINITY)


@xp.formula
def hitting_times(matrix: Square, targets: np.ndarray) -> States:
    """``E_x[time to targets]`` for a transition matrix (n, n) and a static boolean mask (n,); shape (n,).

    0 at the targets. Every state must reach them; the linear system is singular otherwise.
    """
    outside = np.flatnonzero(~np.asarray(targets, dtype=bool))
    if not len(outside):
        return xp.zeros((len(matrix),), like=matrix)
    inner = matrix[outside][:, outside]
    times = xp.solve(np.eye(len(outside), dtype=int) - inner, xp.ones((len(outside),), like=matrix))
    return xp.segment_sum(times, outside, len(matrix))
