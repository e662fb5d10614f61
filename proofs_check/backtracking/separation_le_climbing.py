"""How far the walk is from stationarity, by the time to climb back to the root.

From ``P(X_T = y) >= mu(y) P_y(meets the root within T)``: separation is at most the largest probability of
not having climbed, and total variation is at most separation.
"""

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source
from theory_lab.measures.divergences import total_variation


def late(i):
    """``max over y of P_y(the walk does not meet the root within T steps)``."""
    matrix = walks.transition_matrix(i.tree, i.weights)[1:]
    root, inner = xp.ones((1,), like=i.weights), xp.zeros((i.tree.size - 1,), like=i.weights)
    climb = xp.iterate(lambda hit: xp.concatenate([root, xp.dot(matrix, hit)]), xp.concatenate([root, inner]), i.time)
    return 1 - xp.min(climb)


CLAIM = Claim(
    statement=r"\mathrm{TV}(X_T, \mu) \le 1 - \min_y \mathbb P(X_T = y)/\mu(y)"
    r" \le \max_y \mathbb P_y(\sigma_{\mathrm{root}} > T)",
    source=Source("arXiv:2510.03149", "separation of the backtracking walk", status="derived"),
    space=lambda name: walks_on(TREES[name], time=Count(0, 16)),
    sizes=("path", "binary", "uneven"),
    chain=(
        lambda i: total_variation(walks.law_after(i.tree, i.weights, i.time), walks.stationary(i.tree, i.weights)),
        lambda i: 1 - xp.min(walks.law_after(i.tree, i.weights, i.time) / walks.stationary(i.tree, i.weights)),
        late,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * late(i),
)
