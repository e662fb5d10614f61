"""Hellinger of product laws.

The affinity ``1 - D/2 = sum sqrt(p q)`` of independent copies is the product of the affinities.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2


def product_law(p, n):
    """The law of ``n`` independent draws, shape (p.size ** n,)."""
    law = p
    for _ in range(n - 1):
        law = xp.outer(law, p).reshape(law.size * p.size)
    return law


CLAIM = Claim(
    statement=r"D_H^2(P^{\otimes n}, Q^{\otimes n}) = 2\bigl(1 - (1 - D_H^2(P,Q)/2)^n\bigr)",
    source=Source("arXiv:2312.16730", "tensorisation of the Hellinger distance", status="derived"),
    space=lambda k: Space(p=Simplex(k), q=Simplex(k), n=Count(1, 4)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: 2 * hellinger2(product_law(i.p, i.n), product_law(i.q, i.n)),
    rhs=lambda i: 2 * (1 - (1 - hellinger2(i.p, i.q)) ** i.n),
)
