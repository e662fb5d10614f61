"""The chi-square distance to stationarity is a return probability.

For a reversible walk ``sum_y p_T(y)^2/mu(y) = P^{2T}(o, o)/mu(o)``, with ``p_T`` the law after ``T`` steps
from the root.
"""

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source
from theory_lab.measures.coefficients import l1_coverage

CLAIM = Claim(
    statement=r"\sum_y \frac{p_T(y)^2}{\mu(y)} = \frac{P^{2T}(o,o)}{\mu(o)}",
    source=Source("arXiv:2510.03149", "return probability of the backtracking walk", status="derived"),
    space=lambda name: walks_on(TREES[name], time=Count(0, 6)),
    sizes=("path", "binary", "uneven"),
    relation="==",
    lhs=lambda i: l1_coverage(walks.law_after(i.tree, i.weights, i.time), walks.stationary(i.tree, i.weights)),
    rhs=lambda i: walks.law_after(i.tree, i.weights, 2 * i.time)[0] / walks.stationary(i.tree, i.weights)[0],
)
