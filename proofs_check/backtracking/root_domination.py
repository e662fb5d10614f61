"""Every node is at least as likely as under the stationary law, up to the time to climb back.

By reversibility ``P^T(o, y) = mu(y) P^T(y, o)/mu(o)``; split at the first visit to the root. Laziness makes
``P`` positive semidefinite, so ``P^t(o, o) >= mu(o)`` for every ``t``. No logarithm of the smallest mass
enters.
"""

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source


def climbed(i):
    """``P_y(the walk meets the root within T steps)`` for every ``y``."""
    matrix = walks.transition_matrix(i.tree, i.weights)[1:]
    root, inner = xp.ones((1,), like=i.weights), xp.zeros((i.tree.size - 1,), like=i.weights)
    return xp.iterate(lambda hit: xp.concatenate([root, xp.dot(matrix, hit)]), xp.concatenate([root, inner]), i.time)


CLAIM = Claim(
    statement=r"\mu(y)\,\mathbb P_y(\sigma_{\mathrm{root}} \le T) \le \mathbb P(X_T = y \mid X_0 = \mathrm{root})",
    source=Source("arXiv:2510.03149", "root-domination lemma", status="derived"),
    space=lambda name: walks_on(TREES[name], time=Count(0, 16), node=lambda tree: Count(1, tree.size - 1)),
    sizes=("path", "binary", "uneven"),
    lhs=lambda i: (walks.stationary(i.tree, i.weights) * climbed(i))[i.node],
    rhs=lambda i: walks.law_after(i.tree, i.weights, i.time)[i.node],
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * walks.law_after(i.tree, i.weights, i.time)[i.node],
)
