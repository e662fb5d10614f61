"""Bounded rewards can only help.

The cube is part of all mean functions. At ``p = 1/(lambda + 4 gamma gap)`` the unrestricted risk is
``(A - 1)/(4 gamma)``, which the cube attains at a constant reference ``1/(2 gamma)`` once ``gamma >= A/2``:
there the supremum over references is ``(A - 1)/(4 gamma)`` exactly.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.boxes import box_risk
from theory_lab.decisions.coefficients.finite_classes import weighted_estimate


def estimate(i):
    """The estimate with best value ``top`` whose weighting is ``decisions``."""
    return {"estimate": i.top + weighted_estimate(i.decisions, 2 * i.offset)}


CLAIM = Claim(
    statement=r"\sup_{f \in [0,1]^A} \max f - \mathbb E_p f - \gamma\,\mathbb E_p(f - \hat f)^2 \le \frac{A-1}{4\gamma},"
    r" \quad p = \mathrm{IGW}_{2\gamma}(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 14 for bounded mean rewards, supremum over references", status="derived"),
    space=lambda arms: Space(
        decisions=Simplex(arms, positive=True), top=Ratio(0, 1), offset=Ratio(xp.ratio(1, 8), 64), derived=estimate
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: box_risk(i.estimate, i.offset, i.decisions),
    rhs=lambda i: (i.size - 1) / (4 * i.offset),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (i.size - 1) / (4 * i.offset),
    tight_at={"decisions": [1, 1], "top": [1, 4], "offset": [2, 1]},
)
