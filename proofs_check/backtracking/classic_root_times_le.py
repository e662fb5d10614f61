"""Climbing back to the empty prefix on classic counting problems.

``S(v) = 2 sum vol(T_u)/w(u)`` along the path; under uniform error it is at most ``M = 2H + 2 kappa^2 (H-1)(H-2) + 4
kappa (H-1)``.
"""

from theory_lab import numbers as xp
from theory_lab.chains.hitting import root_times
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case


def sides(i):
    """The longest climb and both bounds."""
    depth, kappa = i.tree.depth, i.kappa
    sharp = 2 * depth + 2 * kappa**2 * (depth - 1) * (depth - 2) + 4 * kappa * (depth - 1)
    return xp.max(root_times(i.tree, i.weights)), sharp, 2 * kappa**2 * depth**2


CLAIM = Claim(
    statement=r"\max_v \mathbb E_v[\sigma_{\mathrm{root}}] \le 2H + 2\kappa^2(H-1)(H-2) + 4\kappa(H-1) \le 2\kappa^2 H^2"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "hitting times under uniform error, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: sides(case(*pair)),
)
