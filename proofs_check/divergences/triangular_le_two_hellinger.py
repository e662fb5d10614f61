"""Vincze and Le Cam below twice Hellinger.

``(sqrt p + sqrt q)^2 <= 2 (p + q)``; near the diagonal both sides have the same second derivative.
"""

from proofs_check.divergences._settings import near, pair, triangular
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"\tfrac12 \sum \frac{(p - q)^2}{p + q} \le 2 H^2(p, q)",
    source=Source("Topsoe 2000", "triangular discrimination and Hellinger distance, from above", status="second-hand"),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: triangular(i.p, i.q),
    rhs=lambda i: 2 * hellinger2(i.p, i.q),
    tight_at=near,
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(198, 100) * hellinger2(i.p, i.q),
)
