"""Hellinger is a metric.

``D_H`` is the distance of ``sqrt p`` and ``sqrt q`` in Euclidean space. Written without roots of roots: the triangle
inequality for lengths ``a <= b + c`` is ``(a^2 - b^2 - c^2)_+^2 <= 4 b^2 c^2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2


def derived(i):
    """Half of the three squared distances."""
    return {"direct": hellinger2(i.p, i.q), "first": hellinger2(i.p, i.r), "second": hellinger2(i.r, i.q)}


CLAIM = Claim(
    statement=r"D_H(P,Q) \le D_H(P,R) + D_H(R,Q)",
    source=Source("arXiv:2312.16730", "Hellinger distance, triangle inequality", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), r=Simplex(n), derived=derived),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.maximum(i.direct - i.first - i.second, 0) ** 2,
    rhs=lambda i: 4 * i.first * i.second,
    sharpened=lambda i: xp.ratio(396, 100) * i.first * i.second,
)
