"""The regret of projected gradient steps at every horizon, for any directions.

Lemma I.5 as a theorem; `projected_regret_le` has it at up to three steps. It is what the proofs of Proposition 5.1 (where `g^t`
is the gradient at a fresh sample), Theorem 6.1 (at a letter) and Theorem 5.1 (divided by `lam + |g|`, so that squares are below
1) know about their iterates. The first direction is the last row: what the first steps have led to is then a function of the
rows that are left. A comparator in the ball is `2 c / (1 + |c|^2)`, which takes all values there. Sizes are (dimension, steps).
"""

from collections.abc import Callable

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.learning.training import updates
from theory_lab.numbers import Array


def walked(i: Instance, region: updates.Projection, point: Array) -> dict[str, Array]:
    """``sum_t <-g_t, theta_t - u>`` and ``sum_t |g_t|^2``; the first direction is the last row."""
    theta, regret, squares = i.start, xp.exact(0), xp.exact(0)
    for step in reversed(range(len(i.directions))):
        direction = i.directions[step]
        regret = xp.dot(direction, point - theta) + regret
        squares = xp.sum(direction**2) + squares
        theta = updates.plain(theta, direction, i.rate, region)
    return {"point": point, "regret": regret, "squares": squares}


def space(size: tuple[int, int], derived: Callable[[Instance], dict[str, Array]]) -> Space:
    """Start, comparator and directions, of any dimension."""
    dimension, steps = size
    return Space(
        start=Table(dimension, -1, 1),
        comparator=Table(dimension, -1, 1),
        directions=Table((steps, dimension), -2, 2),
        rate=Ratio(xp.ratio(1, 10), 2),
        derived=derived,
    )


def bound(i: Instance) -> Array:
    """``|theta_1 - u|^2 / (2 eta) + (eta / 2) sum_t |g_t|^2``."""
    return xp.sum((i.start - i.point) ** 2) / (2 * i.rate) + i.rate / 2 * i.squares


STATEMENT = (
    r"\sum_{t \le T} \langle -g^t, \theta^t - u \rangle \le \frac{\|\theta^1 - u\|^2}{2\eta} + \frac{\eta}{2}"
    r" \sum_{t \le T} \|g^t\|^2, \quad \theta^{t+1} = \mathrm{Proj}(\theta^t + \eta g^t)"
)
CLAIMS = {
    "box": Claim(
        statement=STATEMENT + r" \in [-1, 1]^d",
        source=Source("arXiv:2510.15020", "Lemma I.5 at every horizon, in a box", status="derived"),
        space=lambda size: space(size, lambda i: walked(i, updates.box(-1, 1), i.comparator)),
        sizes=((1, 2), (2, 2), (2, 3)),
        lhs=lambda i: i.regret,
        rhs=bound,
        trivial="nonnegative",
        sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    ),
    "ball": Claim(
        statement=STATEMENT + r" \in B_1",
        source=Source("arXiv:2510.15020", "Lemma I.5 at every horizon, in a ball", status="derived"),
        space=lambda size: space(size, lambda i: walked(i, updates.ball(), 2 * i.comparator / (1 + xp.sum(i.comparator**2)))),
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: i.regret,
        rhs=bound,
        trivial="nonnegative",
        sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    ),
}
