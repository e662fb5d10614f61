"""Bounded rewards with little information: the coefficient is nearly the regret of guessing.

Against the models ``f_s = 1(arm s)`` and the reference ``1/A`` the mean gap over a uniform ``s`` is
``1 - 1/A`` whatever is played, and the mean squared difference is at most ``(1 - 1/A)/A``.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.boxes import box_risk

CLAIM = Claim(
    statement=r"(1 - 1/A)(1 - \gamma/A) \le \sup_{f \in [0,1]^A} \max f - \mathbb E_p f - \gamma\,\mathbb E_p(f - 1/A)^2",
    source=Source("arXiv:2312.16730", "small offsets, bounded mean rewards", status="derived"),
    space=lambda arms: Space(decisions=Simplex(arms), offset=Ratio(0, 2)),
    sizes=(2, 3, 5),
    given={"the offset is positive": lambda i: i.offset > 0},
    notes="The right side has no value at an offset of 0.",
    lhs=lambda i: xp.ratio(i.size - 1, i.size) * (1 - i.offset / i.size),
    rhs=lambda i: box_risk(uniform(i.size), i.offset, i.decisions),
    sharpened=lambda i: xp.ratio(99, 100) * box_risk(uniform(i.size), i.offset, i.decisions),
    tight_at={"decisions": [1, 1], "offset": [1, 1]},
)
