"""Hellinger from total variation.

``(sqrt p - sqrt q)^2 <= |sqrt p - sqrt q| (sqrt p + sqrt q) = |p - q|``; equality where one of ``p, q`` is
0 at every outcome at which they differ. Of two outcomes that is where the laws are equal or disjoint, and the trivial bound 2 is
met; below it equality is approached with them.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, total_variation

CLAIM = Claim(
    statement=r"D_H^2(P,Q) \le 2\,\mathrm{TV}(P,Q)",
    source=Source("arXiv:2312.16730", "refinement of Lemma 19, (6.6), Hellinger distance from above", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3, 4, 5),
    lhs=lambda i: 2 * hellinger2(i.p, i.q),
    rhs=lambda i: 2 * total_variation(i.p, i.q),
    trivial=(0, 2),
    tight_at=lambda k: {"p": [1, 0], "q": [1, 4**k - 1]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 50) * total_variation(i.p, i.q),
)
