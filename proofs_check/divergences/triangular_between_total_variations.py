"""Vincze and Le Cam between the square of total variation and total variation.

Cauchy-Schwarz on the left (``|p - q| = |p - q|/sqrt(p + q) sqrt(p + q)``), ``|p - q| <= p + q`` on the right.
"""

from proofs_check.divergences._settings import DISJOINT, pair, triangular
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(p, q)^2 \le \tfrac12 \sum \frac{(p - q)^2}{p + q} \le \mathrm{TV}(p, q)",
    source=Source("Topsoe 2000", "triangular discrimination and variational distance", status="second-hand"),
    space=pair,
    sizes=(2, 3, 4),
    chain=(
        lambda i: total_variation(i.p, i.q) ** 2,
        lambda i: triangular(i.p, i.q),
        lambda i: total_variation(i.p, i.q),
    ),
    tight_at=DISJOINT,
)
