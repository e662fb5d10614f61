"""The divergence of the quadratic score is at most that of the logarithmic score.

A forecast ``q`` loses ``sum (p - q)^2`` under Brier's score and ``KL(p || q)`` under the logarithmic one.  The first is at
most twice the square of the total variation, and the rest is Pinsker's inequality; coins that are nearly fair attain it.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\textstyle\sum_x (p_x - q_x)^2 \le \mathrm{KL}(p \| q)",
    source=Source("folklore", "the quadratic and the logarithmic score", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    lhs=lambda i: xp.sum((i.p - i.q) ** 2),
    rhs=lambda i: kl(i.p, i.q),
    trivial=(0, 2),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
