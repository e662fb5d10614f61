"""Change of measure to a policy cover: errors along any policy by those along the cover, for any number of cells.

The step of policy covers with inverse gap weighting. The cover has of each cell ``(h, s, a)`` at least the share ``1/(2HSA +
eta gap(pi))`` of what a policy ``pi`` has there (`occupancy_le_cover`). So by Cauchy-Schwarz the error along ``pi``, which
bounds the gap of its values (`local_simulation_le`), has a square of at most ``2HSA + eta gap(pi)`` times the length of its
episodes and the mean squared error along the cover, which is what is learned: `policy_cover_risk_le` has whole processes, and
what the cover costs itself.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The occupancies of the policy, at most ``2HSA + eta gap`` times those of the cover, its error, and the bound."""
    factor = 2 * i.cells + i.strength * i.gap
    visits = factor * i.shares * i.cover
    learned = xp.dot(i.cover, i.errors**2)
    return {"error": xp.dot(visits, i.errors), "bound": factor * xp.sum(visits) * learned}


CLAIM = Claim(
    statement=r"d^\pi(c) \le \bigl(2HSA + \eta\,\mathrm{gap}(\pi)\bigr)\, \bar d(c): \quad \Bigl(\sum_c d^\pi(c)\, e(c)\Bigr)^2"
    r" \le \bigl(2HSA + \eta\,\mathrm{gap}(\pi)\bigr) \sum_c d^\pi(c) \sum_c \bar d(c)\, e(c)^2",
    source=Source(
        "arXiv:2112.13487",
        "policy cover with inverse gap weighting, change of measure, for any number of cells",
        status="derived",
    ),
    space=lambda n: Space(
        cover=Table(n, 0, 1),
        shares=Table(n, 0, 1),
        errors=Table(n, -1, 1),
        cells=Ratio(1, 64),
        strength=Ratio(xp.ratio(1, 8), 64),
        gap=Ratio(0, 1),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: i.error**2,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
