"""Hellinger below Vincze and Le Cam.

``(sqrt p - sqrt q)^2 (sqrt p + sqrt q)^2 = (p - q)^2`` and ``(sqrt p + sqrt q)^2 >= p + q``, with equality where one of them is
0.
"""

from proofs_check.divergences._settings import DISJOINT, pair, triangular
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"H^2(p, q) \le \tfrac12 \sum \frac{(p - q)^2}{p + q}",
    source=Source("Topsoe 2000", "triangular discrimination and Hellinger distance, from below", status="second-hand"),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: hellinger2(i.p, i.q),
    rhs=lambda i: triangular(i.p, i.q),
    tight_at=DISJOINT,
    sharpened=lambda i: xp.ratio(99, 100) * triangular(i.p, i.q),
)
