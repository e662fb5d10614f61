"""A recipe of the notes for linear bandits keeps its certificate.

Shrink features by their gaps, take a G-optimal design of what remains, mix it with the greedy action, and weight by
inverse gaps. The law is found in floats and rounded; its risk is judged exactly.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.coefficients.linear_bandits import linear_risk, weighted_design_law


def risk(i):
    """The exact risk of the rounded law."""
    with xp.guessing():  # the risk of the law that they lead to is exact
        law = weighted_design_law(*(xp.floats(part).numbers() for part in (i.features, i.parameter)), float(xp.value(i.offset)))  # type: ignore[call-arg]
    whole = [Fraction(round(float(x) * 10**9), 10**9) for x in law]
    return linear_risk(i.features, i.parameter, i.offset, xp.exact([x / sum(whole) for x in whole]))


def instance(size):
    """Features without a pattern."""
    count, dimension, offset = size
    rows = [(7 * k * k + 3 * j * k + 5 * j) % 33 - 16 for k in range(count) for j in range(dimension)]
    parameter = [(5 * j * j + 3) % 9 - 4 for j in range(dimension)]
    return {"features": [16, *rows], "parameter": [4, *parameter], "offset": [offset, 1]}


CLAIM = Claim(
    statement=r"\mathrm{risk}_p \le \frac{4d+1}{2\gamma} \text{ for G-optimal design with inverse gap weighting}"
    r" \quad \text{on these linear bandits, the model any } \theta \in \mathbb R^d",
    source=Source("arXiv:2312.16730", "Proposition 17, recipe", status="second-hand",
                  reading="features shrink by sqrt(1 + gamma gap / d), the greedy action has half of the design"),
    space=lambda size: Space(features=Table(size[:2], -1, 1), parameter=Table(size[1], -1, 1), offset=Ratio(1, 64)),
    sizes=((4, 2, 1), (8, 2, 5), (8, 3, 1), (10, 4, 1), (10, 4, 16), (10, 4, 64)),
    kind="witness",
    witness=instance,
    lhs=risk,
    rhs=lambda i: xp.ratio(4 * i.size[1] + 1, 2) / i.offset,
    notes="Sizes are features, dimension, offset.",
    loose=(
        "the reported bound is more than eight times the sharp one of linear_coefficient_le, and the recipe stays "
        "within three times that"
    ),
)  # fmt: skip
