"""Cheeger's inequality from below, against every test function.

``Phi^2/2 Var f <= E(f, f)``; the least quotient over ``f`` is the gap, so that the search for the worst ``f`` is that for the
gap.
"""

from proofs_check.finite_chains._settings import dirichlet, tested, variance
from theory_lab.chains.conductance import bottleneck
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\tfrac12 \Phi^2\, \mathrm{Var}_\pi f \le \mathcal E(f, f)",
    source=Source("Levin and Peres 2017", "Theorem 13.10, from below", status="second-hand"),
    space=tested,
    sizes=(2, 3, 4),
    lhs=lambda i: bottleneck(i.P, i.pi) ** 2 * variance(i.pi, i.f) / 2,
    rhs=lambda i: dirichlet(i.flow, i.f),
    loose="a few states have no long path, along which the square is lost; cheeger_small_constant has what they need",
)
