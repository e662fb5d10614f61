"""The minimax regret is the Bayesian regret of the least favourable prior.

A linear program over realisation weights on count states, solved and proved in rationals; its multipliers are
a prior, and the Bayes-optimal dynamic program at that prior gives the same number.
"""

from functools import lru_cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.play.minimax import bayes_plan, minimax_regret


@lru_cache(maxsize=16)
def solved(means, horizon):
    """Value of the program, and Bayesian regret at its prior."""
    models = bernoulli(means)
    found = minimax_regret(models, horizon)
    return found.value, bayes_plan(models, np.array(found.prior, dtype=object), horizon).value


def sides(i):
    """Both numbers of an instance."""
    means = tuple(tuple(xp.value(x).fraction for x in row) for row in i.means)
    return solved(means, i.size[2])


def levels(count, arms):
    """Means of all combinations of levels 1, 3, 5, ... over an even number: a grid with ``count`` levels an arm."""
    models = [(k // count**a) % count for k in range(count**arms) for a in range(arms)]
    return [2 * count, *(2 * level + 1 for level in models)]


CLAIM = Claim(
    statement=r"\min_{\text{learner}} \max_M \mathrm{Reg}_M = \max_\mu \min_{\text{learner}} \mathbb E_{M\sim\mu}\mathrm{Reg}_M"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "minimax theorem for the regret of a finite class", status="derived"),
    space=lambda size: Space(means=Table((size[0] ** size[1], size[1]), 0, 1)),
    sizes=((2, 2, 3), (2, 2, 6), (3, 2, 5), (5, 2, 5), (2, 3, 3)),
    kind="witness",
    witness=lambda size: {"means": levels(size[0], size[1])},
    relation="==",
    lhs=lambda i: sides(i)[0],
    rhs=lambda i: sides(i)[1],
    notes="Sizes are levels per arm, arms, rounds: all models whose means lie on a grid.",
)
