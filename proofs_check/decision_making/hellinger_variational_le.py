"""The variational form of Hellinger.

``p h + q/h >= 2 sqrt(p q)`` at every outcome, with equality at ``h = sqrt(q/p)``. Equality here at laws whose ratios are squares.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"2 - \mathbb E_P h - \mathbb E_Q h^{-1} \le D_H^2(P,Q) \text{ for all } h > 0",
    source=Source("arXiv:2312.16730", "Hellinger distance, variational form", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), h=Table(n, xp.ratio(1, 16), 16)),
    sizes=(2, 3, 4),
    lhs=lambda i: 2 - xp.dot(i.p, i.h) - xp.dot(i.q, 1 / i.h),
    rhs=lambda i: 2 * hellinger2(i.p, i.q),
    trivial="nonnegative",
    sharpened=lambda i: xp.ratio(198, 100) * hellinger2(i.p, i.q),
    tight_at={"p": [4, 1], "q": [1, 4], "h": [2, 1, 4]},
)
