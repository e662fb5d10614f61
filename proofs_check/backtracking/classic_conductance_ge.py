"""Conductance of the walk on classic counting problems: the bound of Sinclair and Jerrum.

``vol(T_v)/w(v) <= 1 + 2 kappa^2 (H - |v|)`` under uniform error, and the best cut is one edge.
"""

from theory_lab.chains.conductance import conductance
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case

CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H} \le \frac1{2(1 + 2\kappa^2(H-1))} \le \Phi",
    source=Source("arXiv:2510.03149", "conductance under uniform error, self-reducible problems", status="derived"),
    space=lambda pair: Space(verifier=Choice(pair[1]), derived=lambda i: vars(case(*pair))),
    sizes=CASES,
    kind="witness",
    witness=lambda pair: {"verifier": 0},
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth),
        lambda i: 1 / (2 * (1 + 2 * i.kappa**2 * (i.tree.depth - 1))),
        lambda i: conductance(i.tree, i.weights),
    ),
)
