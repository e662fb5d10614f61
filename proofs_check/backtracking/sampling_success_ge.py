"""The probability of a leaf under uniform error, with all constants.

At ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H / delta))`` the separation is at most ``1/4``, so a leaf has at
least ``3/4`` of its stationary probability, which is at least ``1/(2 kappa H)``. Of the theorem as quoted this is the
probability of a leaf, at a time of order ``kappa^2`` in place of ``kappa^4``; the other parts are in
`theorem_as_reported`.
"""

from fractions import Fraction
from math import ceil, log2

from proofs_check.backtracking._settings import within_kappa
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.walks.backtracking import success


def derived(i):
    """The time of the theorem."""
    rounds = ceil(log2(4 * i.kappa * i.tree.depth))
    return {
        "weights": walks.edge_weights(i.tree, i.steps, i.guide),
        "time": ceil(4 * i.kappa**2 * i.tree.depth**2 * rounds),
    }


CLAIM = Claim(
    statement=r"\frac1{8\kappa H} \le \frac3{8\kappa H} \le \mathbb P(X_T \text{ is a leaf})"
    r" \text{ at } T = 4\kappa^2H^2\lceil\log_2(4\kappa H)\rceil",
    source=Source(
        "arXiv:2510.03149",
        "Theorem 4.1",
        status="second-hand",
        reading="the probability of a leaf",
        also=("its explicit form (derived)",),
    ),
    space=lambda size: within_kappa(size, derived, kappa=Choice(Fraction(3, 2), Fraction(1))),
    sizes=((2, 2),),
    chain=(
        lambda i: 1 / (8 * i.kappa * i.tree.depth),
        lambda i: 3 / (8 * i.kappa * i.tree.depth),
        lambda i: success(i.tree, i.weights, i.time),
    ),
    trivial="probability",
    loose="the reported constant is three times smaller than the explicit one",
)
