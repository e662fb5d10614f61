"""Chi-square is jointly convex.

``(a, b) -> (a - b)^2/b`` is a square over a positive number, so convex and homogeneous. Equality where both pairs
have the same ratios.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import chi2
from theory_lab.numbers import Array


def mixed(i: Instance) -> Array:
    """The mixture of the divergences."""
    return i.share * chi2(i.p, i.q) + (1 - i.share) * chi2(i.r, i.s)


CLAIM = Claim(
    statement=r"\chi^2(\lambda p + (1 - \lambda) r \| \lambda q + (1 - \lambda) s)"
    r" \le \lambda \chi^2(p \| q) + (1 - \lambda) \chi^2(r \| s)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, joint convexity", status="second-hand"
    ),
    space=lambda n: Space(
        p=Simplex(n), q=Simplex(n, positive=True), r=Simplex(n), s=Simplex(n, positive=True), share=Ratio(0, 1)
    ),
    sizes=(2, 3),
    lhs=lambda i: chi2(i.share * i.p + (1 - i.share) * i.r, i.share * i.q + (1 - i.share) * i.s),
    rhs=mixed,
    tight_at={"p": [3, 1], "q": [1, 1], "r": [3, 1], "s": [1, 1], "share": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) * mixed(i),
)
