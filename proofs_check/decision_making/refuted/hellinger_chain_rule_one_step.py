"""The chain rule for Hellinger as quoted reads ``D <= 100 log n E sum``, which is 0 on the right at ``n = 1``.

Any two different laws refute it; it needs ``n >= 2`` (and holds without the logarithm, see
hellinger_le_chain).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"D_H^2(P,Q) \le 10^2 \log(n)\,\mathbb E_P \sum_{h=1}^n D_H^2(P_h, Q_h) \text{ at } n = 1",
    source=Source("arXiv:2112.13487", "Lemma A.13 at n = 1", status="second-hand"),
    space=Space(p=Simplex(2), q=Simplex(2)),
    lhs=lambda i: 2 * hellinger2(i.p, i.q),
    rhs=lambda i: 100 * xp.log(1) * 2 * hellinger2(i.p, i.q),
    expect="fails",
    falls="misprint",
)
