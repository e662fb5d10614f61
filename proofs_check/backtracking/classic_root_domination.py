"""Root domination on classic counting problems.

``P(X_T = y) >= mu(y) P_y(sigma_root <= T)`` at ``T = 2H``, for every node; the quotient of the sides at the worst node is shown.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case


def climbed(i, time):
    """``P_y(the walk meets the root within T steps)`` for every ``y``."""
    matrix = walks.transition_matrix(i.tree, i.weights)[1:]
    root, inner = xp.exact([1]), xp.exact([0] * (i.tree.size - 1))
    return xp.iterate(lambda hit: xp.concatenate([root, xp.dot(matrix, hit)]), xp.concatenate([root, inner]), time)


def quotient(i):
    """The largest ``mu(y) P_y(sigma <= T) / P(X_T = y)``."""
    time = 2 * i.tree.depth
    below = walks.stationary(i.tree, i.weights) * climbed(i, time)
    return xp.max(below / walks.law_after(i.tree, i.weights, time))


CLAIM = Claim(
    statement=r"\max_y \frac{\mu(y)\,\mathbb P_y(\sigma_{\mathrm{root}} \le T)}{\mathbb P(X_T = y)} \le 1"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "root-domination lemma, self-reducible problems", status="derived"),
    sizes=SMALL[2::3],
    kind="value",
    value=lambda pair: quotient(case(*pair)),
    rhs=lambda pair: 1,
)
