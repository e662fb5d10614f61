"""Conductance of the walk on classic counting problems: the bound of Sinclair and Jerrum.

``vol(T_v)/w(v) <= 1 + 2 kappa + 2 kappa^2 (H - 1 - |v|)`` under uniform error, and the best cut is one edge.
"""

from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case


def sides(i):
    """Both bounds and the conductance."""
    depth = i.tree.depth
    uniform = 1 / (2 * (1 + 2 * i.kappa + 2 * i.kappa**2 * (depth - 2)))
    return 1 / (4 * i.kappa**2 * depth - 2), uniform, conductance(i.tree, i.weights)


CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H - 2} \le \frac1{2(1 + 2\kappa + 2\kappa^2(H-2))} \le \Phi"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "conductance under uniform error, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: sides(case(*pair)),
    trivial="probability",
)
