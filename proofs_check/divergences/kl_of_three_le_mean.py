"""The divergence of a mixture of three laws is at most the mean of theirs.

``sum w_k KL(p_k|q) = KL(m|q) + sum w_k KL(p_k|m)`` for the mixture ``m``: at each outcome the inequality of log sums for three
summands. Equality where the three agree.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def laws(size: tuple[int, int]) -> Space:
    """Three laws on ``size[1]`` outcomes with weights, and one without zeros."""
    n = size[1]
    return Space(w=Simplex(size[0]), p=Simplex(n), r=Simplex(n), s=Simplex(n), q=Simplex(n, positive=True))


def mean(i: Instance) -> Array:
    """The mean of the divergences."""
    return i.w[0] * kl(i.p, i.q) + i.w[1] * kl(i.r, i.q) + i.w[2] * kl(i.s, i.q)


CLAIM = Claim(
    statement=r"\mathrm{KL}\Big(\sum_k w_k p_k \,\Big\|\, q\Big) \le \sum_k w_k\, \mathrm{KL}(p_k \| q), \quad k = 1, 2, 3",
    source=Source(
        "Cover and Thomas, Elements of Information Theory", "Theorem 2.7.2, convexity of relative entropy", status="textbook"
    ),
    space=laws,
    sizes=((3, 2), (3, 3)),
    lhs=lambda i: kl(i.w[0] * i.p + i.w[1] * i.r + i.w[2] * i.s, i.q),
    rhs=mean,
    tight_at={"w": [1, 1, 1], "p": [3, 1], "r": [3, 1], "s": [3, 1], "q": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * mean(i),
)
