"""Inverse gap weighting with the parameter ``4 gamma`` of (3.36) does not attain the coefficient of the bandit.

With ``p = 1/(lambda + 2 eta gap)`` the minimiser has ``eta = 2 gamma`` and is unique (``bandit_risk_eq``); at ``eta = 4 gamma``,
which is right where the weights are written ``1/(lambda + eta gap)``, the risk lies above ``(A - 1)/(4 gamma)`` wherever two
arms differ.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import bandit_coefficient, bandit_risk, weighted_estimate

CLAIM = Claim(
    statement=r"\sup_{f,\,s}\, f(s) - \mathbb E_p f - \gamma\,\mathbb E_p (f - \hat f)^2 = \frac{A-1}{4\gamma}"
    r" \quad\text{at } p = \mathrm{IGW}_{4\gamma}(\hat f)",
    source=Source(
        "arXiv:2312.16730", "Proposition 14 with the parameter 4 gamma", status="second-hand",
        reading="weights 1/(lambda + 2 eta gap) as in (3.36), with eta = 4 gamma",
    ),
    space=lambda arms: Space(
        decisions=Simplex(arms, positive=True),
        offset=Ratio(xp.ratio(1, 8), 64),
        derived=lambda i: {"estimate": weighted_estimate(i.decisions, 4 * i.offset)},
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: bandit_risk(i.estimate, i.offset, i.decisions),
    rhs=lambda i: bandit_coefficient(i.size, 1) / i.offset,
    expect="fails",
    falls="misprint",
)  # fmt: skip
