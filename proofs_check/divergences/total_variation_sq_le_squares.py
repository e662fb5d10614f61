"""Total variation from the Euclidean distance of the laws, and the number of outcomes.

Cauchy-Schwarz with the number 1: equality where all outcomes move by the same amount.
"""

from proofs_check.divergences._settings import OPPOSITE, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(p, q)^2 \le \tfrac n4 \sum (p - q)^2",
    source=Source("folklore", "total variation and Euclidean distance", status="derived"),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: total_variation(i.p, i.q) ** 2,
    rhs=lambda i: i.size * xp.sum((i.p - i.q) ** 2) / 4,
    tight_at=OPPOSITE,
    sharpened=lambda i: xp.ratio(99, 400) * i.size * xp.sum((i.p - i.q) ** 2),
)
