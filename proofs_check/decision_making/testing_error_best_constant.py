"""The best constant in the inequality of Bretagnolle and Huber.

``exp(-KL) <= 2 (1 - TV)`` combines steps that are not sharp together. What the search finds is the supremum
of ``exp(-KL) / (1 - TV)``, attained by two outcomes at a total variation strictly between 0 and 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"e^{-\mathrm{KL}(P\|Q)} \le c\,(1 - \mathrm{TV}(P,Q))",
    source=Source("arXiv:2312.16730", "best constant in the two-point method", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    unknown="c",
    bracket=(xp.ratio(1, 1), xp.ratio(2, 1)),
    lhs=lambda i, c: xp.exp(-kl(i.p, i.q)),
    rhs=lambda i, c: c * (1 - total_variation(i.p, i.q)),
    trivial="probability",
)
