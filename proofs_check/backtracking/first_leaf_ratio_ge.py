"""Stopping at the first leaf loses at most a polynomial factor of any word.

Effective conductances are within ``kappa`` of their exact values ``f(v)/n``, so each factor ``w/(w + C)`` is at least
``n/(n + kappa^2)``, against ``n/(n + 1)`` for exact values: ``P_first >= pi* / kappa prod (n + 1)/(n + kappa^2)``, of
order ``H^-(kappa^2 - 1)``.
"""

from proofs_check.backtracking._settings import first_leaves_within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage


def bound(i):
    """``kappa prod over 0 < n < H of (n + kappa^2)/(n + 1)``."""
    return i.kappa * xp.prod(xp.stack([(n + i.kappa**2) / (n + 1) for n in range(1, i.tree.depth)]))


CLAIM = Claim(
    statement=r"\pi^*(y) \le \kappa \prod_{n=1}^{H-1} \frac{n+\kappa^2}{n+1}\;\mathbb P(\text{first leaf} = y)",
    source=Source("arXiv:2510.03149", "distortion of the first leaf under Assumption 4.1, lower side", status="derived"),
    space=first_leaves_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: linf_coverage(i.target, i.first),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
