"""The time to climb back to the root, in closed form.

In the subtree of ``u`` with the edge above it, the expected return time to ``parent(u)`` is
``(vol(T_u) + w(u))/w(u)``; so the climb from ``u`` takes ``vol(T_u)/w(u)`` steps, twice that with laziness,
and climbs add up. The left side solves the linear system.
"""

import numpy as np

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source


def solved(i):
    """``E_v[time to the root]`` for every node, by a linear system."""
    matrix = walks.transition_matrix(i.tree, i.weights)
    return hitting.hitting_times(matrix, np.arange(i.tree.size) == 0)


CLAIM = Claim(
    statement=r"\mathbb E_v[\text{time to the root}] = 2\sum_{u \text{ on the path to } v} \mathrm{vol}(T_u)/w(u)",
    source=Source("arXiv:2510.03149", "exact hitting times of the backtracking walk", status="derived"),
    space=lambda name: walks_on(TREES[name]),
    sizes=("path", "binary", "uneven"),
    relation="==",
    lhs=lambda i: xp.sum(abs(solved(i) - hitting.root_times(i.tree, i.weights))),
    rhs=lambda i: 0,
)
