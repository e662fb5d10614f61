"""The spectral gap of backtracking under uniform error.

``sum over u in T_v of deg(u)|u| <= w(v) (|v| + kappa (2H - 1) + kappa^2 ((H - 1)^2 - |v|^2))``: an edge into level ``h`` counts
``2h - 1`` times, leaves weigh their value, the levels between at most ``kappa`` times theirs. It is largest for single letters.
So the relaxation time is at most ``2 kappa^2 H^2``, not of the order ``kappa^4 H^2`` of the conductance route. The second step
is an equality where a first letter is underrated and all below it overrated; both are for an exact verifier.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab.chains import walks
from theory_lab.chains.spectrum import path_gap_bound
from theory_lab.claims import Claim, Ratio, Source

CLAIM = Claim(
    statement=r"\frac1{2\kappa^2H^2} \le \frac1{2(1+\kappa(2H-1)+\kappa^2H(H-2))}"
    r" \le \min_v \frac{w(v)}{2\sum_{u \in T_v}\deg(u)|u|}",
    source=Source("arXiv:2510.03149", "spectral gap under Assumption 4.1", status="derived"),
    space=lambda size: within_kappa(size, lambda i: {"weights": walks.edge_weights(i.tree, i.steps, i.guide)}, kappa=Ratio(1, 4)),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (2 * i.kappa**2 * i.tree.depth**2),
        lambda i: 1 / (2 * (1 + i.kappa * (2 * i.tree.depth - 1) + i.kappa**2 * i.tree.depth * (i.tree.depth - 2))),
        lambda i: path_gap_bound(i.tree, i.weights),
    ),
    trivial="probability",
    tight_at={"steps": [1] * 6, "reward": [1] * 5, "noise": [1] * 3, "kappa": [1, 1]},
)
