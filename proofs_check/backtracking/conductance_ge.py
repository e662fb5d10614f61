"""The conductance of backtracking under uniform error.

``vol(T_v)/w(v) <= 1 + 2 kappa + 2 kappa^2 (H - 1 - |v|)``: leaves weigh their value, the levels between at most ``kappa`` times
theirs. The best cut is a single edge (Sinclair and Jerrum's bound). The second step is an equality where a first letter is
underrated and all below it overrated; both are for an exact verifier.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab.chains import walks
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Ratio, Source

CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H - 2} \le \frac1{2(1+2\kappa+2\kappa^2(H-2))} \le \Phi",
    source=Source("arXiv:2510.03149", "conductance under Assumption 4.1", status="derived"),
    space=lambda size: within_kappa(size, lambda i: {"weights": walks.edge_weights(i.tree, i.steps, i.guide)}, kappa=Ratio(1, 4)),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth - 2),
        lambda i: 1 / (2 * (1 + 2 * i.kappa + 2 * i.kappa**2 * (i.tree.depth - 2))),
        lambda i: conductance(i.tree, i.weights),
    ),
    trivial="probability",
    tight_at={"steps": [1] * 6, "reward": [1] * 5, "noise": [1] * 3, "kappa": [1, 1]},
)
