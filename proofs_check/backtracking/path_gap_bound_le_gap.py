"""A lower bound on the spectral gap, by paths to the root.

``Var(g) <= sum_x mu(x) (g(x) - g(o))^2 <= sum_x mu(x) |x| sum over the path of (grad g)^2``; compare with
the Dirichlet form edge by edge. The bound is below the gap exactly when 0, which is always an eigenvalue of ``I - P``, is
the only one below it, which signs of pivots decide.
"""

from proofs_check.backtracking._settings import TREES_TO_CUT, walks_on
from theory_lab import numbers as xp
from theory_lab.chains.spectrum import eigenvalues_below, path_gap_bound
from theory_lab.claims import Claim, Source


def below(i):
    """The number of eigenvalues of ``I - P`` below the bound."""
    bound = xp.value(path_gap_bound(i.tree, i.weights)).fraction
    return eigenvalues_below(i.tree, i.weights, bound)


CLAIM = Claim(
    statement=r"\#\Bigl\{\text{eigenvalues of } I-P"
    r" \text{ below } \min_v \frac{w(v)}{2\sum_{u \in T_v}\deg(u)|u|}\Bigr\} = 1",
    source=Source("arXiv:2510.03149", "spectral gap of the backtracking walk", status="derived"),
    space=lambda name: walks_on(TREES_TO_CUT[name]),
    sizes=tuple(TREES_TO_CUT),
    relation="==",
    lhs=below,
    rhs=lambda i: 1,
)
