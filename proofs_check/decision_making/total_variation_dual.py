"""The dual form of total variation.

``E_P h - E_Q h = sum (p - q)(h - m)`` with ``m`` the middle of the range of ``h``; equality at indicators of ``p > q``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import total_variation


def bound(i):
    """The range of ``h`` times the total variation."""
    return (xp.max(i.h) - xp.min(i.h)) * total_variation(i.p, i.q)


CLAIM = Claim(
    statement=r"|\mathbb E_P h - \mathbb E_Q h| \le (\max h - \min h)\,\mathrm{TV}(P,Q)",
    source=Source("arXiv:2312.16730", "dual form of total variation", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), h=Table(n, -1, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: abs(xp.dot(i.p - i.q, i.h)),
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"p": [1, 0], "q": [0, 1], "h": [1, 1, 0]},
)
