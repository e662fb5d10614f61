"""The second moment of the ratio as an integral of the profile.

``E_p R = int_0^inf P_p(R >= N) dN`` is layer cake for a nonnegative variable, and
``E_p R = sum p^2/q = 1 + chi2``. The integral starts at ``N = 0``, not at 1. Both sides are infinite exactly
if ``q`` misses a part of ``p``.
"""

from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import chi2
from theory_lab.measures.profiles import profile

CLAIM = Claim(
    statement=r"\int_0^\infty \mathrm{Cov}_N(p\|q)\, dN = 1 + \chi^2(p\|q)",
    source=Source("arXiv:2510.15020", "second moment of the ratio of Definition 1.1", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(3, 6),
    relation="==",
    lhs=lambda i: profile(i.p, i.q).integral(),
    rhs=lambda i: 1 + chi2(i.p, i.q),
)
