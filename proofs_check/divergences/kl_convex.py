"""Kullback and Leibler's divergence is jointly convex.

``(a, b) -> a log(a/b)`` is convex and homogeneous: the inequality of log sums for two summands at each outcome. Equality where
both pairs have the same ratios.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def mixed(i: Instance) -> Array:
    """The mixture of the divergences."""
    return i.share * kl(i.p, i.q) + (1 - i.share) * kl(i.r, i.s)


CLAIM = Claim(
    statement=r"\mathrm{KL}(\lambda p + (1 - \lambda) r \| \lambda q + (1 - \lambda) s)"
    r" \le \lambda\, \mathrm{KL}(p \| q) + (1 - \lambda)\, \mathrm{KL}(r \| s)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning",
        "Chapter 5, convexity of divergence",
        status="second-hand",
    ),
    space=lambda n: Space(
        p=Simplex(n), q=Simplex(n, positive=True), r=Simplex(n), s=Simplex(n, positive=True), share=Ratio(0, 1)
    ),
    sizes=(2, 3),
    lhs=lambda i: kl(i.share * i.p + (1 - i.share) * i.r, i.share * i.q + (1 - i.share) * i.s),
    rhs=mixed,
    tight_at={"p": [3, 1], "q": [1, 1], "r": [3, 1], "s": [1, 1], "share": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) * mixed(i),
)
