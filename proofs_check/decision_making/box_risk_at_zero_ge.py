"""The coefficient of bounded rewards around the zero function.

With means in [0, 1] and estimate 0 the adversary can only raise the comparator, so the risk against ``s``
is ``(1 - p_s)^2/(4 gamma p_s)`` as long as that stays in the box; the largest is least for the uniform law:
``(A - 1)^2/(4 gamma A)``, a factor ``1 - 1/A`` below the free bandit.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.boxes import box_risk


def risk(i):
    """The largest offset risk over all mean functions in ``[0, 1]^A``, at estimate 0 and offset ``(A - 1)/2 + surplus``."""
    return box_risk(xp.zeros((i.size,), like=i.decisions), i.offset, i.decisions)


CLAIM = Claim(
    statement=r"\frac{(A-1)^2}{4\gamma A}"
    r" \le \sup_{f \in [0,1]^A,\,s} f(s) - \mathbb E_p f - \gamma\,\mathbb E_p f^2,"
    r" \quad \gamma \ge \frac{A-1}2",
    source=Source("arXiv:2312.16730", "Proposition 14 for bounded means, estimate 0", status="derived"),
    space=lambda arms: Space(
        decisions=Simplex(arms), surplus=Ratio(0, 16), derived=lambda i: {"offset": xp.ratio(arms - 1, 2) + i.surplus}
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.ratio((i.size - 1) ** 2, 4 * i.size) / i.offset,
    rhs=risk,
    sharpened=lambda i: xp.ratio(99, 100) * risk(i),
    tight_at={"decisions": [1, 1], "surplus": [1, 1]},
)
