"""Data processing for Hellinger.

The affinity ``sum sqrt(p q)`` can only grow under a kernel, by Cauchy-Schwarz in each outcome. Equality where the kernel keeps
outcomes apart.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"D_H^2(KP, KQ) \le D_H^2(P, Q) \text{ for every kernel } K",
    source=Source("arXiv:2312.16730", "Hellinger distance, data processing", status="derived"),
    space=lambda n: Space(
        p=Simplex(n), q=Simplex(n), weights=Table((n, n), 0, 1), derived=lambda i: {"kernel": stochastic(i.weights)}
    ),
    sizes=(2, 3),
    lhs=lambda i: hellinger2(xp.dot(i.p, i.kernel), xp.dot(i.q, i.kernel)),
    rhs=lambda i: hellinger2(i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 100) * hellinger2(i.p, i.q),
    tight_at={"p": [1, 0], "q": [0, 1], "weights": [1, 1, 0, 0, 1]},
)
