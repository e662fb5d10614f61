"""Pinsker's inequality.

For two outcomes ``d/dq [KL - 2 (p - q)^2] = (q - p)(1/(q(1 - q)) - 4)`` has the sign of ``q - p``; data
processing reduces the rest to two outcomes. The constant 2 is approached by nearby laws around
``(1/2, 1/2)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P,Q)^2 \le \mathrm{KL}(P\|Q)",
    source=Source("arXiv:2312.16730", "refinement of Lemma 19, (6.6), Pinsker's inequality", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3, 4, 5),
    lhs=lambda i: 2 * total_variation(i.p, i.q) ** 2,
    rhs=lambda i: kl(i.p, i.q),
    trivial=(0, 2),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1]},
    rate="1 - ratio of order 4^-k",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
