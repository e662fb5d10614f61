"""The probability of a leaf under uniform error, with all constants.

At ``T = 4 kappa^2 H^2 r`` the separation is at most ``2^(-r)`` (`sampling_tv_le`), and the leaves have at least ``1/(2 (1 +
kappa (H - 1)))`` of the stationary mass (`leaf_mass_bounds`). At ``r = ceil(log2(4 kappa H/delta))`` this is at least ``3/(8
kappa H)``. Of the theorem as quoted this is the probability of a leaf, at a time of order ``kappa^2`` in place of ``kappa^4``
and three times as large; the other parts are in `theorem_as_reported`. Sharp for an exact verifier and many rounds.
"""

from fractions import Fraction

from proofs_check.backtracking._settings import within_kappa
from proofs_check.backtracking.sampling_tv_le import derived
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Source
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``(1 - 2^(-r)) / (2 (1 + kappa (H - 1)))``."""
    return xp.exact((1 - xp.ratio(1, 2**i.rounds)) / (2 * (1 + i.kappa * (i.tree.depth - 1))))


CLAIM = Claim(
    statement=r"\frac{1 - 2^{-r}}{2(1 + \kappa(H-1))} \le \mathbb P(X_T \text{ is a leaf}) \text{ at } T = 4\kappa^2H^2 r,"
    r" \text{ so } \ge \frac3{8\kappa H} \text{ at } r = \lceil\log_2(4\kappa H)\rceil",
    source=Source(
        "arXiv:2510.03149",
        "Theorem 4.1",
        status="second-hand",
        reading="the probability of a leaf",
        also=("its explicit form (derived)",),
    ),
    space=lambda size: within_kappa(size, derived, kappa=Choice(Fraction(3, 2), Fraction(1)), rounds=Choice(1, 3, 8)),
    sizes=((2, 2),),
    lhs=bound,
    rhs=lambda i: xp.sum(law_by_squaring(i.tree, i.weights, i.time)[i.tree.leaves]),
    trivial="probability",
)
