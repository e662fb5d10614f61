"""Pinsker's inequality for functions of small mean.

``E_P h - E_Q h = sum h (sqrt p - sqrt q)(sqrt p + sqrt q)``; Cauchy-Schwarz, ``h <= R``, and
``(sqrt p + sqrt q)^2 <= 2 (p + q)``. The constant 2 is approached by ``h`` = indicator of a rare outcome
with nearby masses.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"(\mathbb E_P h - \mathbb E_Q h)^2 \le 2R\,(\mathbb E_P h + \mathbb E_Q h)\,D_H^2(P,Q),"
    r" \quad 0 \le h \le R",
    source=Source("arXiv:2112.13487", "multiplicative Pinsker inequality", status="second-hand"),
    space=lambda n: Space(
        p=Simplex(n),
        q=Simplex(n),
        h=Table(n, 0, 1),
        derived=lambda i: {"bound": xp.dot(i.p + i.q, i.h) * hellinger2(i.p, i.q)},
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p - i.q, i.h) ** 2,
    rhs=lambda i: 4 * i.bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(396, 100) * i.bound,
    tight_at=lambda k: {"p": [2**k + 1, 8**k - 1], "q": [2**k, 8**k], "h": [1, 1, 0]},
    rate="1 - ratio of order 4^-k",
    notes="R = 1, which scales away.",
)
