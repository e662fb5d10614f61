"""The decision-estimation coefficient of the bandit: inverse gap weighting attains ``(A - 1)/(4 gamma)``.

At ``p = 1/(lambda + 4 gamma gap)`` the risk ``estimate(s) - E_p estimate + (1/p(s) - 1)/(4 gamma)`` is the
same for every comparator ``s``, hence equal to its average ``(A - 1)/(4 gamma)``. Instances start from
``p``, which is the weighting of exactly one estimate. The weights are ``IGW_{2 gamma}`` of (3.36), ``1/(lambda + 2 eta gap)``;
at the parameter ``4 gamma`` the value is larger (``refuted/bandit_risk_at_twice_the_parameter``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import bandit_coefficient, bandit_risk, weighted_estimate

CLAIM = Claim(
    statement=r"\sup_{f,\,s}\, f(s) - \mathbb E_p f - \gamma\,\mathbb E_p (f - \hat f)^2 = \frac{A-1}{4\gamma}"
    r" \quad\text{at } p = \mathrm{IGW}_{2\gamma}(\hat f)",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 14",
        status="second-hand",
        reading="at IGW_{2 gamma} in the form (3.36), the only law that attains the value; 4 gamma does not",
    ),
    space=lambda arms: Space(
        decisions=Simplex(arms, positive=True),
        offset=Ratio(xp.ratio(1, 8), 64),
        derived=lambda i: {"estimate": weighted_estimate(i.decisions, 2 * i.offset)},
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: bandit_risk(i.estimate, i.offset, i.decisions),
    rhs=lambda i: bandit_coefficient(i.size, 1) / i.offset,
)
