"""KL from Hellinger under a bounded density ratio, sharp.

``(x log x - x + 1) / (sqrt x - 1)^2`` is increasing in ``x``; apply it at ``x = p/q <= V`` at every outcome
and sum. Equality in the limit ``P = (a, 1 - a)``, ``Q = (a/V, 1 - a/V)``, ``a -> 0``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import hellinger2, kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(P\|Q)\,(\sqrt V - 1)^2 \le (V\log V - V + 1)\,D_H^2(P,Q), \quad V = \max p/q",
    source=Source("arXiv:2312.16730", "sharp form of Lemma 20, (6.7)", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), derived=lambda i: {"ratio": linf_coverage(i.p, i.q)}),
    sizes=(2, 3, 4),
    lhs=lambda i: kl(i.p, i.q) * (xp.sqrt(i.ratio) - 1) ** 2,
    rhs=lambda i: (xp.xlogx(i.ratio) - i.ratio + 1) * 2 * hellinger2(i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 50) * (xp.xlogx(i.ratio) - i.ratio + 1) * hellinger2(i.p, i.q),
    tight_at=lambda k: {"p": [4, 4 * 3**k - 4], "q": [1, 4 * 3**k - 1]},
    rate="1 - ratio of order 3^-k",
)
