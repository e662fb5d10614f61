"""Jensen and Shannon above half of Vincze and Le Cam.

The first term of Topsoe's series; near the diagonal the two agree.
"""

from proofs_check.divergences._settings import jensen_shannon, near, pair, triangular
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\tfrac14 \sum \frac{(p - q)^2}{p + q} \le \mathrm{JS}(p, q)",
    source=Source("Topsoe 2000", "capacitory discrimination against triangular discrimination, from below", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    lhs=lambda i: triangular(i.p, i.q) / 2,
    rhs=lambda i: jensen_shannon(i.p, i.q),
    tight_at=near,
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * jensen_shannon(i.p, i.q),
)
