"""Jensen and Shannon below ``log 2`` times Vincze and Le Cam.

The sum of Topsoe's series; disjoint laws attain it.
"""

from proofs_check.divergences._settings import DISJOINT, jensen_shannon, pair, triangular
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{JS}(p, q) \le \tfrac{\log 2}{2} \sum \frac{(p - q)^2}{p + q}",
    source=Source("Topsoe 2000", "capacitory discrimination against triangular discrimination, from above", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    lhs=lambda i: jensen_shannon(i.p, i.q),
    rhs=lambda i: xp.log(2) * triangular(i.p, i.q),
    tight_at=DISJOINT,
    sharpened=lambda i: xp.ratio(99, 100) * xp.log(2) * triangular(i.p, i.q),
)
