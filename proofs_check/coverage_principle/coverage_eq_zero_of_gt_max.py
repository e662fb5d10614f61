"""Beyond the largest ratio nothing is uncovered.

``Cov_N`` is the survival function ``P(R >= N)``, so it vanishes exactly for ``N > max R``. At ``N = max R``
it is the mass of the largest atom, which is positive (see the refuted claim).
"""

from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) = 0 \quad \text{for } N > \max p/q",
    source=Source("arXiv:2510.15020", "Remark 2.1, repaired", status="derived"),
    space=lambda n: Space(
        p=Simplex(n),
        q=Simplex(n, positive=True),
        excess=Ratio(ratio(1, 1000), 4),
        derived=lambda i: {"level": linf_coverage(i.p, i.q) + i.excess},
    ),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: 0,
)
