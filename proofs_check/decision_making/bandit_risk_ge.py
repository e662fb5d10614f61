"""The decision-estimation coefficient of the bandit: no decision law does better than ``(A - 1)/(4 gamma)``.

Completing squares, the risk against comparator ``s`` is
``estimate(s) - E_p estimate + (1/p(s) - 1)/(4 gamma)``; its average over ``s ~ p`` is
``(A - 1)/(4 gamma)``. Equality exactly when the terms agree: at inverse gap weighting
``p = 1/(lambda + 4 gamma gap)``. A decision law with a zero has infinite risk.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import bandit_risk

CLAIM = Claim(
    statement=r"\frac{A-1}{4\gamma} \le \sup_{f,\,s}\, f(s) - \mathbb E_p f - \gamma\,\mathbb E_p (f - \hat f)^2",
    source=Source("arXiv:2312.16730", "Proposition 14 (lower side, every estimate and decision law)", status="derived"),
    space=lambda arms: Space(
        decisions=Simplex(arms, positive=True), estimate=Table(arms, 0, 1), offset=Ratio(xp.ratio(1, 8), 64)
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: (i.size - 1) / (4 * i.offset),
    rhs=lambda i: bandit_risk(i.estimate, i.offset, i.decisions),
    sharpened=lambda i: xp.ratio(99, 100) * bandit_risk(i.estimate, i.offset, i.decisions),
    tight_at={"decisions": [3, 1], "estimate": [3, 2, 0], "offset": [1, 1]},
)
