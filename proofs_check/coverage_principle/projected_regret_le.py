"""The regret of projected gradient steps, for any sequence of directions.

A projection onto a convex set does not increase the distance to a point of the set, so that ``|theta_{t+1} -
u|^2 <= |theta_t - u|^2 + 2 eta <g_t, theta_t - u> + eta^2 |g_t|^2``; sum over ``t`` and drop the last
distance. Equality without projection when the last iterate is ``u`` itself.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source, Space, Table
from theory_lab.learning.training import updates
from theory_lab.numbers import Array

REGIONS = {"ball": updates.ball(), "box": updates.box(xp.ratio(-1, 2), xp.ratio(1, 2))}


def space(steps: int) -> Space:
    """Any directions; start and comparator are projected into the region."""
    return Space(
        start=Table((2,), -1, 1), point=Table((2,), -1, 1), directions=Table((steps, 2), -2, 2), rate=Ratio(xp.ratio(1, 10), 2),
        region=Choice("ball", "box"),
        derived=lambda i: {"inside": REGIONS[i.region](i.point), "first": REGIONS[i.region](i.start)},
    )  # fmt: skip


def regret(i: Instance) -> Array:
    """``sum_t <-g_t, theta_t - u>``."""
    theta, total = i.first, xp.exact(0)
    for direction in i.directions:
        total = total - xp.dot(direction, theta - i.inside)
        theta = updates.plain(theta, direction, i.rate, REGIONS[i.region])
    return total


def bound(i: Instance) -> Array:
    """``|theta_1 - u|^2 / (2 eta) + (eta / 2) sum_t |g_t|^2``."""
    return xp.sum((i.first - i.inside) ** 2) / (2 * i.rate) + i.rate / 2 * xp.sum(i.directions**2)


CLAIM = Claim(
    statement=(
        r"\sum_{t \le T} \langle -g^t, \theta^t - \theta^* \rangle \le \frac{\|\theta^1 - \theta^*\|^2}{2\eta}"
        r" + \frac{\eta}{2} \sum_{t \le T} \|g^t\|^2, \quad \theta^{t+1} = \mathrm{Proj}_\Theta(\theta^t + \eta g^t)"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.5"),
    space=space,
    sizes=(1, 2, 3),
    lhs=regret,
    rhs=bound,
    trivial="nonnegative",
    tight_at={"start": [1, 0, 0], "point": [2, 1, 0], "directions": [2, 1, 0], "rate": [1, 1], "region": 0},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
