"""How much action-level sampling amplifies errors: the ratio to the target.

``P(y)/pi*(y)`` is a product of ``H`` factors; the last is 1 (exact leaves), the others lie in
``[kappa^-2, kappa^2]``. Approached along a word whose letters have probability near 0 under the target and
values ``kappa V*``, while their siblings have ``V*/kappa``.
"""

from proofs_check.backtracking._settings import stepwise_within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage


def bound(i):
    """``kappa^(2 (H - 1))``."""
    return i.kappa ** (2 * (i.tree.depth - 1))


CLAIM = Claim(
    statement=r"\kappa^{-2(H-1)} \le P(y)/\pi^*(y) \le \kappa^{2(H-1)}",
    source=Source("arXiv:2510.03149", "error amplification of action-level rejection sampling", status="derived"),
    space=stepwise_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: xp.maximum(linf_coverage(i.sampled, i.target), linf_coverage(i.target, i.sampled)),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    tight_at=lambda k: {
        "steps": [1, 4**k, 1, 1, 1, 1], "reward": [1, 1, 1, 1, 1], "kappa": [2, 1], "noise": [1, 1, 0]
    },
    rate="1 - ratio of order 4^-k",
)  # fmt: skip
