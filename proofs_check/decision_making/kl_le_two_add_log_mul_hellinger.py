"""KL from Hellinger under a bounded density ratio, as stated.

``(V log V - V + 1) / (sqrt V - 1)^2 <= 2 + log V``, so this follows from the sharp form. It loses at least
the factor that it has at the largest ratio; the two constants agree as ``V -> 1`` and differ most (by
1.4864) at ``V`` near 49.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import hellinger2, kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(P\|Q) \le (2 + \log V)\,D_H^2(P,Q), \quad V = \max p/q",
    source=Source("arXiv:2312.16730", "Lemma 20, (6.7)", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), derived=lambda i: {"ratio": linf_coverage(i.p, i.q)}),
    sizes=(2, 3, 4),
    lhs=lambda i: kl(i.p, i.q),
    rhs=lambda i: (2 + xp.log(i.ratio)) * 2 * hellinger2(i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 50) * (2 + xp.log(i.ratio)) * hellinger2(i.p, i.q),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [2**k, 2**k]},
    rate="1 - ratio of order 2^-k",
)
