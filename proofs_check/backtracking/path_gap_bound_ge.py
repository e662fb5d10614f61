"""The spectral gap of backtracking under uniform error.

``sum over u in T_v of deg(u)|u| <= H vol(T_v)`` and ``vol(T_v)/w(v) <= 1 + 2 kappa^2 (H - |v|)``. So the
relaxation time is of order ``kappa^2 H^2``, not the ``kappa^4 H^2`` of the conductance route.
"""

from proofs_check.backtracking._settings import walks_within_kappa
from theory_lab.chains.spectrum import path_gap_bound
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H^2} \le \frac1{2H(1+2\kappa^2(H-1))}"
    r" \le \min_v \frac{w(v)}{2\sum_{u \in T_v}\deg(u)|u|}",
    source=Source("arXiv:2510.03149", "spectral gap under Assumption 4.1", status="derived"),
    space=walks_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth**2),
        lambda i: 1 / (2 * i.tree.depth * (1 + 2 * i.kappa**2 * (i.tree.depth - 1))),
        lambda i: path_gap_bound(i.tree, i.weights),
    ),
    trivial="probability",
    loose="every node of a subtree is charged the full depth H",
)
