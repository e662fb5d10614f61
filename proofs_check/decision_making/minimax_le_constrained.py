"""How far below ``T`` times the constrained coefficient the minimax regret can be.

The lower bounds of the notes multiply ``T dec^c_{c/sqrt T}`` by small constants under conditions that no small
horizon meets. Both sides are exact here: a linear program over count states, and the largest coefficient over the
models as references, with Hellinger distances rounded up (which can only lower it). The classes are the worst that a
search over grids of tenths found, so no constant above these holds.
"""

from functools import lru_cache
from math import isqrt

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.coefficients.constrained import constrained_coefficient
from theory_lab.decisions.play.minimax import minimax_regret

DIGITS = 10**6
WORST = {
    2: ((2, 3), (9, 0), (1, 10), (0, 9)),
    4: ((3, 4), (2, 9), (3, 1)),
    6: ((7, 4), (0, 5), (0, 2), (1, 4)),
}
SHARES = {2: xp.ratio(11, 20), 4: xp.ratio(39, 100), 6: xp.ratio(11, 25)}


def root_below(square):
    """A fraction just below the square root."""
    return xp.ratio(isqrt(int(square * DIGITS**2)), DIGITS)


def distance(p, q):
    """An upper bound of ``D_H^2`` of two Bernoulli laws: 2 minus twice an affinity that is rounded down."""
    return 0 if p == q else 2 - 2 * (root_below(p * q) + root_below((1 - p) * (1 - q)))


@lru_cache(maxsize=8)
def solved(means, horizon):
    """The minimax regret, and ``T`` times a lower bound of the constrained coefficient at ``eps = 1/sqrt T``."""
    gaps = [[max(row) - x for x in row] for row in means]
    coefficients = [
        constrained_coefficient(
            gaps, [[distance(x, y) for x, y in zip(row, reference, strict=True)] for row in means], xp.ratio(1, horizon)
        ).value
        for reference in means
    ]
    return minimax_regret(bernoulli(means), horizon).value, horizon * max(coefficients)


def sides(i):
    """Both numbers of an instance."""
    return solved(tuple(tuple(xp.value(x).fraction for x in row) for row in i.means), i.size)


CLAIM = Claim(
    statement=r"\min\max\mathrm{Reg}_T \le \theta_T\,T\,\mathrm{dec}^c_{1/\sqrt T}(\mathcal M), \quad"
    r" \theta_2, \theta_4, \theta_6 = .55, .39, .44 \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 28 and Corollary 1, best constant at small horizons", status="derived"),
    space=lambda horizon: Space(means=Table((len(WORST[horizon]), 2), 0, 1)),
    sizes=(2, 4, 6),
    kind="witness",
    witness=lambda horizon: {"means": [10, *np.array(WORST[horizon]).ravel().tolist()]},
    lhs=lambda i: sides(i)[0],
    rhs=lambda i: SHARES[i.size] * sides(i)[1],
    notes="References are the models of the class; more references raise the coefficient further.",
)
