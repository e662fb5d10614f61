"""Climbing back to the empty prefix on classic counting problems.

``S(v) = 2 sum vol(T_u)/w(u)`` along the path; under uniform error it is at most ``M = 2H + 2 kappa^2 (H-1)(H-2) + 4
kappa (H-1)``.
"""

from theory_lab import numbers as xp
from theory_lab.chains.hitting import root_times
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case

CLAIM = Claim(
    statement=r"\max_v \mathbb E_v[\sigma_{\mathrm{root}}] \le 2H + 2\kappa^2(H-1)(H-2) + 4\kappa(H-1) \le 2\kappa^2 H^2",
    source=Source("arXiv:2510.03149", "hitting times under uniform error, self-reducible problems", status="derived"),
    space=lambda pair: Space(verifier=Choice(pair[1]), derived=lambda i: {**vars(case(*pair)), "depth": case(*pair).tree.depth}),
    sizes=CASES,
    kind="witness",
    witness=lambda pair: {"verifier": 0},
    chain=(
        lambda i: xp.max(root_times(i.tree, i.weights)),
        lambda i: 2 * i.depth + 2 * i.kappa**2 * (i.depth - 1) * (i.depth - 2) + 4 * i.kappa * (i.depth - 1),
        lambda i: 2 * i.kappa**2 * i.depth**2,
    ),
)
