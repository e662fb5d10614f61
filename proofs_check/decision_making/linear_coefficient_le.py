"""The coefficient of linear bandits, between ``(d - 1)/(4 gamma)`` and ``d/(4 gamma)``.

The law that maximises the estimate plus the log-determinant, found in floats and rounded, is judged exactly; its
rounding costs one part in a million. With the constant among the features the two ends meet at ``(d - 1)/(4 gamma)``.
The notes have ``(4d + 1)/(2 gamma)``.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.coefficients.linear_bandits import linear_risk, log_det_law

MILLIONTH = xp.ratio(1_000_001, 1_000_000)


def risk(i):
    """``4 gamma`` times the exact risk of the rounded law."""
    with xp.guessing():  # the risk of the law that they lead to is exact
        law = log_det_law(*(xp.floats(part).numbers() for part in (i.features, i.parameter)), float(xp.value(i.offset)))  # type: ignore[call-arg]
    whole = [Fraction(round(float(x) * 10**9), 10**9) for x in law]
    decisions = xp.exact([x / sum(whole) for x in whole])
    return 4 * i.offset * linear_risk(i.features, i.parameter, i.offset, decisions)


def instance(size):
    """Features without a pattern, after a constant one where asked for."""
    count, dimension, constant = size
    rows = [
        [16 if constant and j == 0 else (7 * k * k + 3 * j * k + 5 * j) % 33 - 16 for j in range(dimension)] for k in range(count)
    ]
    parameter = [(5 * j * j + 3) % 9 - 4 for j in range(dimension)]
    return {"features": [16, *(x for row in rows for x in row)], "parameter": [4, *parameter], "offset": [3, 1]}


def upper(i):
    """``d``, or ``d - 1`` with a constant feature, up to rounding."""
    return (i.size[1] - i.size[2]) * MILLIONTH


CLAIM = Claim(
    statement=r"\tfrac{d-1}{4\gamma} \le \min_p \mathrm{risk}_p \le \tfrac{d}{4\gamma} \le \tfrac{4d+1}{2\gamma},"
    r" \quad \min_p \mathrm{risk}_p = \tfrac{d-1}{4\gamma} \text{ with a constant feature}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 17, sharp interval", status="derived", also=("Proposition 17 (second-hand)",)),
    space=lambda size: Space(features=Table(size[:2], -1, 1), parameter=Table(size[1], -1, 1), offset=Ratio(xp.ratio(1, 8), 8)),
    sizes=((4, 2, 0), (8, 3, 0), (10, 4, 0), (5, 2, 1), (8, 3, 1), (10, 4, 1)),
    kind="witness",
    witness=instance,
    chain=(lambda i: i.size[1] - 1, risk, upper, lambda i: 2 * (4 * i.size[1] + 1)),
    notes="Sides are multiplied by 4 gamma. Sizes are features, dimension, and whether the first feature is constant.",
    loose="the last end is the reported one, 8 + 2/d times the sharp one before it, which is attained with a constant feature",
)
