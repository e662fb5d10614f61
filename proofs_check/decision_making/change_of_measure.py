"""Change of measure with Hellinger.

``p <= (1 + c) q + (1 + 1/c)(sqrt p - sqrt q)^2`` at every outcome, since
``(sqrt q + d)^2 <= (1 + c) q + (1 + 1/c) d^2``; equality at ``sqrt p = (1 + c) sqrt q``. With ``c = 2`` the
constants are 3 and 3/2, where the literature has 3 and 4.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"\mathbb E_P h \le (1+c)\,\mathbb E_Q h + (1 + 1/c)\,R\,D_H^2(P,Q), \quad 0 \le h \le R,\ c > 0",
    source=Source("arXiv:2112.13487", "sharp form of the change-of-measure lemma", status="derived"),
    space=lambda n: Space(
        p=Simplex(n),
        q=Simplex(n),
        h=Table(n, 0, 1),
        c=Ratio(xp.ratio(1, 4), 4),
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.h),
    rhs=lambda i: (1 + i.c) * xp.dot(i.q, i.h) + (1 + 1 / i.c) * 2 * hellinger2(i.p, i.q),
    trivial=(0, 1),
    sharpened=lambda i: (1 + i.c) * xp.dot(i.q, i.h) + xp.ratio(99, 50) * (1 + 1 / i.c) * hellinger2(i.p, i.q),
    tight_at=lambda k: {"p": [4, 4**k - 4], "q": [1, 4**k - 1], "h": [1, 1, 0], "c": [1, 1]},
    rate="1 - ratio of order 4^-k",
    notes="R = 1, which scales away.",
)
