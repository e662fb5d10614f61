"""Watched at leaves only, the walk is a reversible chain for the target.

The chain that jumps from leaf to leaf is the trace of a reversible chain on a set, hence reversible for the stationary law
given that set, which is ``pi*`` whatever the inner values. So the time average over visits to leaves is exact, though the
first visit is not. The trace is found by one linear system.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.sequences.laws import leaf_law, tilted
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on words, arbitrary positive inner values, a positive reward up to scale."""
    tree = Tree.complete(*size)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, xp.concatenate([i.inner, i.reward]))
        return {"watched": watched(tree, weights), "target": tilted(leaf_law(tree, i.steps), i.reward)}

    return Space(
        steps=Steps(tree, positive=True), inner=Table(tree.levels[-1].start - 1, xp.ratio(1, 16), 16),
        reward=Simplex(len(tree.leaves), positive=True), derived=derived,
    )  # fmt: skip


def watched(tree, weights):
    """The transition matrix between successive visits to leaves: ``P_LL + P_LI (1 - P_II)^-1 P_IL``."""
    matrix, inner, leaves = walks.transition_matrix(tree, weights), tree.inner, tree.leaves
    stay = np.eye(len(inner), dtype=int) - matrix[inner][:, inner]
    return matrix[leaves][:, leaves] + xp.dot(matrix[leaves][:, inner], xp.solve(stay, matrix[inner][:, leaves]))


def imbalance(i):
    """``sum over pairs of |pi*(x) K(x, y) - pi*(y) K(y, x)|``."""
    flow = i.target[:, None] * i.watched
    return xp.sum(abs(flow - flow.T))


CLAIM = Claim(
    statement=r"\pi^*(x) K(x,y) = \pi^*(y) K(y,x) \text{ for the chain } K \text{ watched at leaves}",
    source=Source("arXiv:2510.03149", "chain of leaves of the backtracking walk", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2)),
    relation="==",
    lhs=imbalance,
    rhs=lambda i: 0,
)
