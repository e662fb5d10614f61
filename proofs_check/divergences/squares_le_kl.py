"""The divergence of the quadratic score is at most that of the logarithmic score.

A forecast ``q`` loses ``sum (p - q)^2`` under Brier's score and ``KL(p || q)`` under the logarithmic one.  No difference is
larger than the total variation, so that the first is at most twice its square; the rest is Pinsker's inequality.  Coins that
are nearly fair attain both.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"\textstyle\sum_x (p_x - q_x)^2 \le 2\, \mathrm{TV}(p, q)^2 \le \mathrm{KL}(p \| q)",
    source=Source("folklore", "the quadratic and the logarithmic score", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    chain=(
        lambda i: xp.sum((i.p - i.q) ** 2),
        lambda i: total_variation(i.p, i.q) * (xp.max(i.p - i.q) + xp.max(i.q - i.p)),
        lambda i: 2 * total_variation(i.p, i.q) ** 2,
        lambda i: kl(i.p, i.q),
    ),
    trivial=(0, 2),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1]},
    rate="1 - ratio of order 4^(-k)",
)
