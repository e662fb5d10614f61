"""The bandit's coefficient by linear programming.

The ``A`` models of the saddle class form a finite class; its coefficient is a linear program, solved in
floats and proved in rationals by a primal and a dual point, without knowledge of the closed form.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import (
    decision_coefficient,
    gaps,
    saddle_class,
    square_divergences,
    weighted_estimate,
)


def rationals(table):
    """Nested fractions of an exact table."""
    return [[xp.value(entry).fraction for entry in row] for row in table]


def coefficient(i):
    """The value of the linear program."""
    estimate = weighted_estimate(i.decisions, 2 * i.offset)
    means = saddle_class(estimate, i.offset, i.decisions)
    tables = rationals(gaps(means)), rationals(square_divergences(means, estimate))
    return decision_coefficient(*tables, xp.value(i.offset).fraction).value


CLAIM = Claim(
    statement=r"\min_p \max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M] = \frac{A-1}{4\gamma}"
    r" \text{ over the saddle class of } \hat f"
    r" \quad \text{on these instances, }A = 2, 3, 4, 5, 6, 8",
    source=Source("arXiv:2312.16730", "Proposition 14, by linear programming", status="derived"),
    space=lambda arms: Space(decisions=Simplex(arms, positive=True), offset=Ratio(xp.ratio(1, 8), 64)),
    sizes=(2, 3, 4, 5, 6, 8),
    kind="witness",
    witness=lambda arms: {"decisions": list(range(1, arms + 1)), "offset": [2, 3]},
    relation="==",
    lhs=coefficient,
    rhs=lambda i: (i.size - 1) / (4 * i.offset),
)
