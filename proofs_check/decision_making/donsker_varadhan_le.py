"""The variational form of Kullback-Leibler.

``E_P log w - log E_Q w = KL(P|Q) - KL(P|Q_w)`` with ``Q_w`` proportional to ``q w``: equality at ``w`` proportional
to ``p/q``, and Gibbs's variational principle for the other side.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\mathbb E_P h - \log\mathbb E_Q e^h \le \mathrm{KL}(P\|Q), \quad h = \log w",
    source=Source("arXiv:2312.16730", "Donsker-Varadhan, Gibbs variational principle", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), w=Table(n, xp.ratio(1, 16), 16)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, xp.log(i.w)) - xp.log(xp.dot(i.q, i.w)),
    rhs=lambda i: kl(i.p, i.q),
    trivial="nonnegative",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
    tight_at={"p": [2, 1], "q": [1, 2], "w": [2, 4, 1]},
)
