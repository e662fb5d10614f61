"""Normalisation is the only constraint on a coverage profile.

``1/R = int_0^inf 1{N > R} dN / N^2``, and ``E_p[1/R]`` is the model's mass on the support of ``p``, at most
1. Conversely a step function with ``sum masses/thresholds <= 1`` is the profile of ``p = masses`` against
``q = masses/thresholds``, with the rest of ``q`` on an atom that ``p`` does not have.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.profiles import profile

CLAIM = Claim(
    statement=r"\int_0^\infty \big(1 - \mathrm{Cov}_N(p\|q)\big)\, \frac{dN}{N^2} = q\{p > 0\} \le 1",
    source=Source("arXiv:2510.15020", "normalisation of the coverage profile", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(3, 6),
    relation="==",
    lhs=lambda i: profile(i.p, i.q).complement_integral(),
    rhs=lambda i: xp.sum(i.q * xp.indicator(i.p > 0)),
)
