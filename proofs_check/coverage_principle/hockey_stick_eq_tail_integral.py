"""The hockey-stick divergence is a tail integral of the profile.

``(p - g q)_+`` is ``p - g q`` on ``{R >= g}``, which gives the middle expression. For the last one write
``(1 - g/R)_+ = g int_g^inf 1{R >= N} dN / N^2`` and take means under ``p``.
"""

from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage, coverage_under, profile
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=r"E_g(p\|q) = \mathrm{Cov}_g - g\, q\{p/q \ge g\} = g \int_g^\infty \mathrm{Cov}_N(p\|q)\, \frac{dN}{N^2}",
    source=Source("arXiv:2510.15020", "tail formula for the coverage profile", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), gamma=Ratio(ratio(1, 4), 20)),
    sizes=(3, 6),
    relation="==",
    chain=(
        lambda i: hockey_stick(i.p, i.q, i.gamma),
        lambda i: coverage(i.p, i.q, i.gamma) - i.gamma * coverage_under(i.q, i.p, i.q, i.gamma),
        lambda i: i.gamma * profile(i.p, i.q).tail_integral(i.gamma),
    ),
)
