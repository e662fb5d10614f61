"""The commute time between the root and the leaves.

Contract the leaves to one node: the expected times from the root to it and back add to twice the volume
times the effective resistance (twice because of laziness), and the resistance is one over the conductance
from the root to the leaves. The left side solves two linear systems.
"""

import numpy as np

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source


def contracted(i):
    """The walk on the inner nodes and one node, the last, that stands for all leaves."""
    walk, inner, leaves = walks.transition_matrix(i.tree, i.weights), i.tree.inner, i.tree.leaves
    share = i.weights[leaves - 1] / xp.sum(i.weights[leaves - 1])
    down = xp.sum(walk[inner][:, leaves], axis=1)[:, None]
    up = xp.dot(share, walk[leaves][:, inner])
    stay = 1 - xp.sum(up)
    upper = xp.concatenate([walk[inner][:, inner].T, down.T]).T
    return xp.concatenate([upper, xp.concatenate([up, stay[None]])[None]])


def commute(i):
    """``E_root[time to the leaves] + E_leaves[time to the root]``."""
    walk = contracted(i)
    nodes = np.arange(len(walk))
    return hitting.hitting_times(walk, nodes == len(walk) - 1)[0] + hitting.hitting_times(walk, nodes == 0)[-1]


CLAIM = Claim(
    statement=r"\mathbb E_o[T_\Lambda] + \mathbb E_\Lambda[T_o] = 2\,\mathrm{vol}(T)\,R_{\mathrm{eff}}(o,\Lambda)",
    source=Source("arXiv:2510.03149", "commute identity of the backtracking walk", status="derived"),
    space=lambda name: walks_on(TREES[name]),
    sizes=("star", "binary", "uneven"),
    relation="==",
    lhs=commute,
    rhs=lambda i: 2 * walks.volume(i.tree, i.weights) / hitting.leaf_conductances(i.tree, i.weights)[0][0],
)
