"""Layer cake for the logarithm of the ratio.

``log_+ R`` is the integral of ``1{N <= R} / N`` over ``N >= 1``; take means under ``p`` and exchange the two.
The left side integrates the step function ``N -> Cov_N`` piece by piece, the right side never sees it. Both
are infinite exactly if ``q`` misses a part of ``p``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.profiles import profile
from theory_lab.numbers import Array


def positive_log(p: Array, q: Array) -> Array:
    """``E_p max(log(p/q), 0)``, atom by atom."""
    covered = q > 0
    ratio = xp.where(covered, p / xp.where(covered, q, 1), xp.INFINITY)
    return xp.sum(p * xp.log(xp.where(p > 0, xp.maximum(ratio, 1), 1)))


CLAIM = Claim(
    statement=r"\int_1^\infty \mathrm{Cov}_N(p\|q)\, \frac{dN}{N} = \mathrm{E}_p\Big[\log_+ \frac{p}{q}\Big]",
    source=Source("arXiv:2510.15020", "layer cake of Definition 1.1", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(3, 6),
    relation="==",
    lhs=lambda i: profile(i.p, i.q).log_integral(),
    rhs=lambda i: positive_log(i.p, i.q),
)
