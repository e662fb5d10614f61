"""At the largest ratio something is uncovered.

The profile is the survival function ``P(R >= N)``, which includes ties: at ``N = max R`` it is the mass of
the largest atom. Already ``p = q`` on one atom has ``max R = 1`` and ``Cov_1 = 1``. With ``N > max R`` the
statement is true.
"""

from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) = 0 \quad \text{for } N \ge \max p/q",
    source=Source("arXiv:2510.15020", "Remark 2.1"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), derived=lambda i: {"level": linf_coverage(i.p, i.q)}),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: 0,
    expect="fails",
    falls="misprint",
)
