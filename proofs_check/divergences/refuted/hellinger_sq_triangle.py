"""The squared Hellinger distance is no metric.

Its root is; the square misses the triangle inequality already for three coins.
"""

from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"H^2(p, r) \le H^2(p, q) + H^2(q, r)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, Hellinger distance without its root",
        status="derived",
    ),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), r=Simplex(n)),
    sizes=(2, 3),
    lhs=lambda i: hellinger2(i.p, i.r),
    rhs=lambda i: hellinger2(i.p, i.q) + hellinger2(i.q, i.r),
    expect="fails",
    falls="tempting form",
)  # fmt: skip
