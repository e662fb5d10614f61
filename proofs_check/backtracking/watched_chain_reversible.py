"""Watched at leaves only, the walk is a reversible chain for the target.

The chain that jumps from leaf to leaf is the trace of a reversible chain on a set, hence reversible for the stationary law
given that set, which is ``pi*`` whatever the inner values. So the time average over visits to leaves is exact, though the
first visit is not. The trace is found by one linear system.
"""

import numpy as np

from proofs_check.backtracking._settings import inner_values, models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i):
    """The walk guided by any inner values, watched at leaves, and the target."""
    weights = walks.edge_weights(i.tree, i.steps, xp.concatenate([i.inner, i.reward]))
    return {"watched": watched(i.tree, weights), "target": tilted(leaf_law(i.tree, i.steps), i.reward)}


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
    space=lambda size: models(size, derived, inner=inner_values, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2)),
    relation="==",
    lhs=imbalance,
    rhs=lambda i: 0,
)
