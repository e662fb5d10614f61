"""The coefficient of bandits with a gap, as printed: a quarter of the gap up to ``gamma = A/(48 D)``.

The bound of ``gap_coefficient_ge`` is ``D (1 - 1/A)`` less at most a twentieth of ``D`` there.
"""

from proofs_check.decision_making.gap_coefficient_ge import derived
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space

CLAIM = Claim(
    statement=r"\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_H^2] \ge \frac\Delta4"
    r" \text{ for every } p \text{ and } \gamma \le \frac A{48\Delta}",
    source=Source("arXiv:2112.13487", "gap-dependent lower bound for bandits", status="printed"),
    space=lambda arms: Space(
        shift=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)), decisions=Simplex(arms), share=Ratio(0, xp.ratio(1, 48)), derived=derived
    ),
    sizes=(2, 3, 6),
    relation=">=",
    lhs=lambda i: i.risk,
    rhs=lambda i: i.shift / 4,
    loose="two arms leave .451 of the gap at the uniform law, more arms more (gap_coefficient_ge)",
)
