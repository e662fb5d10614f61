"""Squared Hellinger is jointly convex.

``(a, b) -> (sqrt a - sqrt b)^2`` is convex and homogeneous; in one argument alone it is convex a fortiori.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2


def mixed(i):
    """The mixture of the distances."""
    return i.share * hellinger2(i.p, i.q) + (1 - i.share) * hellinger2(i.r, i.s)


CLAIM = Claim(
    statement=r"D_H^2(\lambda P + (1-\lambda) R, \lambda Q + (1-\lambda) S) \le \lambda D_H^2(P,Q) + (1-\lambda) D_H^2(R,S)",
    source=Source("arXiv:2312.16730", "Hellinger distance, convexity", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), r=Simplex(n), s=Simplex(n), share=Ratio(0, 1)),
    sizes=(2, 3),
    lhs=lambda i: hellinger2(i.share * i.p + (1 - i.share) * i.r, i.share * i.q + (1 - i.share) * i.s),
    rhs=mixed,
    sharpened=lambda i: xp.ratio(99, 100) * mixed(i),
    tight_at={"p": [1, 0], "q": [0, 1], "r": [1, 1], "s": [1, 1], "share": [1, 1]},
)
