"""Chebyshev's inequality of association: a function and an increasing function of it, here its third power.

``(f - m)(f^3 - m^3) >= 0`` at every outcome with ``m = E f``.  Equality where ``f`` has one value.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table

CLAIM = Claim(
    statement=r"\mathbb E_p f\; \mathbb E_p f^3 \le \mathbb E_p f^4",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities",
        "Theorem 2.14, Chebyshev's association inequality",
        status="textbook",
    ),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.f) * xp.dot(i.p, i.f**3),
    rhs=lambda i: xp.dot(i.p, i.f**4),
    tight_at={"p": [1, 1], "f": [1, 1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * xp.dot(i.p, i.f**4),
)
