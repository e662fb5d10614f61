"""Comparison of the forms alone does not compare the gaps.

The stationary laws differ; without the factor for them a chain that holds at one state has a gap that the bound misses.
"""

from proofs_check.finite_chains._settings import gap, other_network
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{gap}' \le \max_{x \ne y} \frac{Q'(x, y)}{Q(x, y)}\, \mathrm{gap}",
    source=Source("Diaconis and Saloff-Coste 1993", "comparison without the stationary laws", status="derived"),
    space=other_network,
    sizes=(2, 3),
    lhs=lambda i: gap(i.other_P),
    rhs=lambda i: i.flow_ratio * gap(i.P),
    expect="fails",
    falls="tempting form",
)
