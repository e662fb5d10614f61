"""The coefficient of bandits with a gap does not vanish with the offset.

The hard family of ``hellinger_bandit_coefficient`` has value ``D (1 - 1/A) - gamma h(D)/A`` at every decision law at least,
with ``h(D) <= 4 (2 - sqrt 2) D^2``: an equality for the uniform law and ``D = 1/2``. At ``gamma <= A/(48 D)`` at most a
twentieth of ``D`` is subtracted, which leaves the printed ``D/4``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import offset_risk
from theory_lab.measures.divergences import hellinger2


def derived(i):
    """The offset, and the risk of the law against the family ``Ber(1/2 + D e_i)`` around fair coins."""
    half = xp.ratio(1, 2)
    laws = [xp.stack([half - shift, half + shift]) for shift in (i.shift, 0)]
    own, offset = np.eye(i.size, dtype=int), i.share * i.size / i.shift
    return {"offset": offset, "risk": offset_risk(i.shift * (1 - own), 2 * hellinger2(*laws) * own, offset, i.decisions)}


CLAIM = Claim(
    statement=r"\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_H^2]"
    r" \ge \Delta\Bigl(1 - \frac1A\Bigr) - \frac{4(2-\sqrt2)\gamma\Delta^2}A"
    r" \text{ for every } p, \text{ so} \ge \frac\Delta4 \text{ for } \gamma \le \frac A{48\Delta}",
    source=Source(
        "arXiv:2112.13487", "gap-dependent lower bound for bandits, for every offset", status="derived",
        also=("gap-dependent lower bound for bandits (printed)",),
    ),
    space=lambda arms: Space(
        shift=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)), decisions=Simplex(arms), share=Ratio(0, 1), derived=derived
    ),
    sizes=(2, 3, 6),
    lhs=lambda i: i.shift * xp.ratio(i.size - 1, i.size) - 4 * (2 - xp.sqrt(2)) * i.offset * i.shift**2 / i.size,
    rhs=lambda i: i.risk,
    tight_at={"shift": [1, 2], "decisions": [1, 1], "share": [1, 8]},
)  # fmt: skip
