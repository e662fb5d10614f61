"""Bounded rewards: no decision law does better than uniform play at a constant reference.

The risk is convex in ``p`` and symmetric in the arms, so that averaging over permutations cannot raise it.
Together with ``box_risk_eq`` the coefficients of the cube at constant references are exact.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.boxes import box_risk


def constant(i):
    """The reference ``level`` on every arm."""
    return {"estimate": i.level * xp.ones((i.size,), like=i.level)}


CLAIM = Claim(
    statement=r"\sup_{f \in [0,1]^A} R(\mathrm{uniform}, f) \le \sup_{f \in [0,1]^A} R(p, f),"
    r" \quad R(p, f) = \max f - \mathbb E_p f - \gamma\,\mathbb E_p(f - c)^2",
    source=Source("arXiv:2312.16730", "Proposition 14 for bounded mean rewards, lower side", status="derived"),
    space=lambda arms: Space(decisions=Simplex(arms), level=Ratio(0, 1), offset=Ratio(xp.ratio(1, 8), 16), derived=constant),
    sizes=(2, 3, 5),
    lhs=lambda i: box_risk(i.estimate, i.offset, uniform(i.size)),
    rhs=lambda i: box_risk(i.estimate, i.offset, i.decisions),
    sharpened=lambda i: xp.ratio(99, 100) * box_risk(i.estimate, i.offset, i.decisions),
    tight_at={"decisions": [1, 1], "level": [1, 2], "offset": [1, 1]},
)
