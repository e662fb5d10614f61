"""The conductance of backtracking under uniform error.

``vol(T_v)/w(v) <= 1 + 2 kappa^2 (H - |v|)``, and the best cut is a single edge (Sinclair and Jerrum's
bound).
"""

from proofs_check.backtracking._settings import walks_within_kappa
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H} \le \frac1{2(1+2\kappa^2(H-1))} \le \Phi",
    source=Source("arXiv:2510.03149", "conductance under Assumption 4.1", status="derived"),
    space=walks_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth),
        lambda i: 1 / (2 * (1 + 2 * i.kappa**2 * (i.tree.depth - 1))),
        lambda i: conductance(i.tree, i.weights),
    ),
    trivial="probability",
    loose="the first step drops the constant of the second, which is attained as kappa -> 1 by a light first letter",
)
