"""Cheeger's inequality from above: a bottleneck makes the gap small.

The indicator of the best set as a test function. Two states of equal mass attain it.
"""

from proofs_check.finite_chains._settings import FAIR, gap, network
from theory_lab import numbers as xp
from theory_lab.chains.conductance import bottleneck
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{gap} \le 2\,\Phi",
    source=Source("Levin and Peres 2017", "Theorem 13.10, from above", status="second-hand"),
    space=network,
    sizes=(2, 3),
    lhs=lambda i: gap(i.P),
    rhs=lambda i: 2 * bottleneck(i.P, i.pi),
    tight_at=FAIR,
    sharpened=lambda i: xp.ratio(198, 100) * bottleneck(i.P, i.pi),
)
