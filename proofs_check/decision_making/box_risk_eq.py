"""Bounded rewards: three references at which uniform play has a simple risk.

Completing squares within [0, 1]. In the middle the box does not bind and the value is that of the
unrestricted bandit, ``(A - 1)/(4 gamma)``; at 0 only the comparator can move, at 1 only the others, and a
factor ``(A - 1)/A`` or ``1/A`` remains. With ``box_risk_ge`` these are the coefficients.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.coefficients.boxes import box_risk

VALUES = {
    "middle": lambda arms: arms - 1,
    "bottom": lambda arms: xp.ratio((arms - 1) ** 2, arms),
    "top": lambda arms: xp.ratio(arms - 1, arms),
}


def reference(i):
    """A constant reference and an offset at which the closed form holds; ``spare`` moves both within their ranges."""
    arms, case = i.size
    if case == "middle":
        offset = xp.ratio(arms, 2) * (1 + i.spare)
        level = (1 + i.place * i.spare) / (2 * offset)
    else:
        offset = (xp.ratio(arms - 1, 2) if case == "bottom" else xp.ratio(1, 2)) * (1 + i.spare)
        level = 1 if case == "top" else 0
    return {"offset": offset, "estimate": level * xp.ones((arms,), like=i.spare)}


CLAIM = Claim(
    statement=r"\sup_{f \in [0,1]^A} \max f - \mathbb E_p f - \gamma\,\mathbb E_p(f - c)^2 = \frac{v}{4\gamma}"
    r" \text{ at uniform } p,"
    r"\quad v = A-1,\ \tfrac{(A-1)^2}{A},\ \tfrac{A-1}{A} \text{ for } c \text{ inside, } 0,\ 1",
    source=Source("arXiv:2312.16730", "Proposition 14 for bounded mean rewards", status="derived"),
    space=lambda size: Space(spare=Ratio(0, 8), place=Ratio(0, 1), derived=reference),
    sizes=tuple((arms, case) for arms in (2, 3, 5) for case in VALUES),
    relation="==",
    lhs=lambda i: box_risk(i.estimate, i.offset, uniform(i.size[0])),
    rhs=lambda i: VALUES[i.size[1]](i.size[0]) / (4 * i.offset),
)
