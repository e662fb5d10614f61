"""The spectral gap of the walk on classic counting problems, by counting eigenvalues.

``gap >= min_v w(v)/(2 sum of deg(u)|u| over T_v) >= 1/(2 (1 + kappa (2H - 1) + kappa^2 H (H - 2)))``. That no eigenvalue of ``I
- P`` but 0 lies below the path bound is read off the signs of pivots, exactly.
"""

from theory_lab import numbers as xp
from theory_lab.chains.spectrum import eigenvalues_below, path_gap_bound
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case


def sides(i):
    """The uniform bound, and the path bound where it is at most the gap, else 0."""
    bound = path_gap_bound(i.tree, i.weights)
    alone = eigenvalues_below(i.tree, i.weights, xp.value(bound).fraction) == 1
    depth = i.tree.depth
    return 1 / (2 * (1 + i.kappa * (2 * depth - 1) + i.kappa**2 * depth * (depth - 2))), bound if alone else 0


CLAIM = Claim(
    statement=r"\frac1{2(1 + \kappa(2H-1) + \kappa^2H(H-2))} \le \min_v \frac{w(v)}{2\sum_{u\in T_v}\deg(u)|u|} \le \mathrm{gap}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "spectral gap under uniform error, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: sides(case(*pair)),
    trivial="probability",
)
