"""Conductance: the bottleneck of a reversible chain.

``Phi = min over sets S of stationary mass at most 1/2 of Q(S, S^c) / mu(S)``, with ``Q(u, v) = mu(u) P(u,
v)``. On a weighted tree the minimum is attained by cutting a single edge, so that one pass finds it; in
general all sets have to be tried.

Main definitions
----------------
``conductance``   of the lazy walk on a weighted tree, by the best single edge
``bottleneck``    of any small chain, over all sets
``escape``        ``Q(S, S^c) / mu(S)`` of one set, for a transition matrix

Conventions
-----------
The walk is lazy (holding 1/2); double the value for the walk that never stays. Edges of weight 0 are no cuts:
the chain is the component of the root (``walks.root_component``).

References
----------
A. Sinclair and M. Jerrum, 1989; D. Levin, Y. Peres, Markov Chains and Mixing Times, section 7.2.

Tags
----
conductance, Cheeger constant, bottleneck ratio
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import Edges, Scalar, Square, States
from theory_lab.sequences.trees import Tree

__all__ = ["bottleneck", "conductance", "escape"]

SETS = 14  # of which all sets are listed: 16,383 rows of flows, a moment; each further state doubles them


@xp.formula
def conductance(tree: Tree, weights: Edges) -> Scalar:
    """``min over v of w(v) / (2 min(vol(T_v), vol - vol(T_v)))``, over the edges of positive weight."""
    inside = walks.subtree_volumes(tree, weights)[1:]
    smaller = xp.minimum(inside, _volumes_outside(tree, weights))
    cut = weights > 0
    return xp.min(xp.where(cut, weights / xp.where(cut, 2 * smaller, 1), xp.INFINITY))


@xp.formula
def bottleneck(matrix: Square, law: States) -> Scalar:
    """The conductance of any chain (n, n) with stationary law (n,), over all sets of mass at most 1/2.

    Raises ``ValueError`` beyond ``SETS`` states: on a tree use ``conductance``, elsewhere bound it by ``escape`` of good sets.
    """
    n = len(law)
    if n > SETS:
        raise ValueError(f"{n} states have {2**n:,} sets, more than the {2**SETS:,} of {SETS} states; use conductance on trees")
    sets = (np.arange(1, 2**n)[:, None] >> np.arange(n)) & 1
    masses = xp.dot(sets, law)
    leaving = xp.sum(xp.dot(sets, law[:, None] * matrix) * (1 - sets), axis=1)
    counted = ~(masses > xp.ratio(1, 2))
    return xp.min(xp.where(counted, leaving / masses, xp.INFINITY))


@xp.formula
def escape(matrix: Square, law: States, members: np.ndarray) -> Scalar:
    """``Q(S, S^c) / mu(S)`` for a transition matrix (n, n), a law (n,) and the static boolean mask (n,) of a set."""
    members = np.asarray(members, dtype=bool)
    leaving = xp.sum(matrix[members][:, ~members], axis=1)
    return xp.dot(law[members], leaving) / xp.sum(law[members])


def _volumes_outside(tree: Tree, weights: Array) -> Array:
    """The volume of the rest of the tree for every subtree: in depth-first order a subtree is an interval."""
    first, end, order = _intervals(tree)
    visited = walks.degrees(tree, weights)[order]
    none = xp.zeros((1,), like=weights)
    before = xp.concatenate([none, xp.cumsum(visited)])
    after = xp.concatenate([xp.cumsum(visited[::-1])[::-1], none])
    return before[first[1:]] + after[end[1:]]


@lru_cache(maxsize=64)
def _intervals(tree: Tree) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and end position of every subtree in depth-first order, and the nodes in that order."""
    size, first = np.ones(tree.size, dtype=np.int64), np.zeros(tree.size, dtype=np.int64)
    for level in tree.levels[:0:-1]:
        np.add.at(size, tree.parent[level], size[level])
    for level in tree.levels[1:]:
        parent = tree.parent[level]
        earlier = np.cumsum(size[level]) - size[level]
        eldest = tree.first_child[parent] - level.start
        first[level] = first[parent] + 1 + earlier - earlier[eldest]
    return first, first + size, np.argsort(first)
