"""Stopping at the first leaf distorts the target by a polynomial factor only.

By Rayleigh monotonicity effective conductances are within ``kappa`` of their exact values ``f(v)/n``,
``n = H - |v|``, so that each factor ``w/(w + C)`` lies between ``n/(n + kappa^2)`` and
``n/(n + kappa^-2)``, against ``n/(n + 1)`` for exact values.
"""

from proofs_check.backtracking._settings import first_leaves_within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage


def bound(i):
    """``kappa prod over 0 < n < H of (n + 1)/(n + kappa^-2)``."""
    return i.kappa * xp.prod(xp.stack([(n + 1) / (n + 1 / i.kappa**2) for n in range(1, i.tree.depth)]))


CLAIM = Claim(
    statement=r"\mathbb P(\text{first leaf} = y) \le \kappa \prod_{n=1}^{H-1} \frac{n+1}{n+\kappa^{-2}}\;\pi^*(y)",
    source=Source("arXiv:2510.03149", "distortion of the first leaf under Assumption 4.1", status="derived"),
    space=first_leaves_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: linf_coverage(i.first, i.target),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
