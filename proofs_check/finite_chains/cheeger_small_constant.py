"""The constant of Cheeger's lower bound on two and three states.

``Phi^2 <= c gap`` needs ``c = 2`` at most for all chains, and the square is lost along long paths; here what small chains need.
"""

from proofs_check.finite_chains._settings import gap, network
from theory_lab import numbers as xp
from theory_lab.chains.conductance import bottleneck
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\Phi^2 \le c\,\mathrm{gap}",
    source=Source("Levin and Peres 2017", "Theorem 13.10, best constant on three states", status="derived"),
    space=network,
    sizes=(2, 3),
    unknown="c",
    bracket=(xp.ratio(1, 10), xp.ratio(2, 1)),
    lhs=lambda i, c: bottleneck(i.P, i.pi) ** 2,
    rhs=lambda i, c: c * gap(i.P),
)
