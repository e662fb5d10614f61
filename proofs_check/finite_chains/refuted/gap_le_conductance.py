"""The factor 2 in Cheeger's upper bound is needed.

A fair coin on two states has gap 1 and conductance 1/2.
"""

from proofs_check.finite_chains._settings import gap, network
from theory_lab.chains.conductance import bottleneck
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{gap} \le \Phi",
    source=Source("Levin and Peres 2017", "Theorem 13.10 without its factor", status="derived"),
    space=network,
    sizes=(2, 3),
    lhs=lambda i: gap(i.P),
    rhs=lambda i: bottleneck(i.P, i.pi),
    expect="fails",
    falls="tempting form",
)
