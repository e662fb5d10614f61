"""Layer cake for the logarithm of the ratio.

``log_+ R`` is the integral of ``1{N <= R} dN/N`` over ``N >= 1``; take means under ``p`` and exchange the two.  The left side
integrates the step function ``N -> Cov_N`` piece by piece, the right side never sees it.  Both are infinite exactly if
``q`` misses a part of ``p``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.profiles import profile

CLAIM = Claim(
    statement=r"\int_1^\infty \mathrm{Cov}_N(p\|q)\, \frac{dN}{N} = \mathrm{E}_p\Big[\log_+ \frac{p}{q}\Big]",
    source=Source("arXiv:2510.15020", "layer-cake form of Definition 1.1", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3, 4, 5, 6),
    relation="==",
    lhs=lambda i: profile(i.p, i.q).log_integral(),
    rhs=lambda i: xp.sum(i.p * xp.log(xp.maximum(ratio(i.p, i.q), 1))),
    loose="an identity",
)


def ratio(p: xp.Array, q: xp.Array) -> xp.Array:
    """``p / q``, 1 where ``p`` has no mass and infinite where only ``q`` has none."""
    covered = q > 0
    return xp.where(p > 0, xp.where(covered, p / xp.where(covered, q, 1), xp.INFINITY), 1)
