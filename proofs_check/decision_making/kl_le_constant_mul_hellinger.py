"""The best constant of KL against Hellinger when ``P <= 4 Q``.

The sharp constant at ``V = 4`` is ``(V log V - V + 1)/(sqrt V - 1)^2 = 8 log 2 - 3 = 2.5452``; the notes
have ``2 + log 4 = 3.3863``. ``Q = P/4 + 3R/4`` with ``R`` free has exactly the densities ``p/q <= 4``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(P\|Q) \le c\,D_H^2(P,Q) \text{ whenever } P \le 4 Q",
    source=Source("arXiv:2312.16730", "best constant in Lemma 20, (6.7)", status="derived"),
    space=lambda n: Space(p=Simplex(n), rest=Simplex(n), derived=lambda i: {"q": (i.p + 3 * i.rest) / 4}),
    sizes=(2, 3),
    unknown="c",
    bracket=(xp.ratio(2, 1), xp.ratio(7, 2)),
    lhs=lambda i, c: kl(i.p, i.q),
    rhs=lambda i, c: c * 2 * hellinger2(i.p, i.q),
)
