"""Estimation to decisions, between the minimax regret and its certificate.

In every count state the decision law minimises ``max_M E_p[gap_M - gamma (f_M - fhat)^2]`` at the posterior
mean ``fhat``. Whatever model is true, the regret is then at most the sum of these coefficients plus ``gamma``
times the estimation error; and it is at least the minimax regret. Laws, coefficients, errors and the minimax
linear program are exact. The proposition has ``T`` times the largest coefficient over references in place of the sum,
which is no larger.
"""

from functools import lru_cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.play import estimation
from theory_lab.decisions.play.exact_regret import expected_sums, regrets
from theory_lab.decisions.play.minimax import minimax_regret


@lru_cache(maxsize=16)
def solved(means, offset, horizon):
    """Minimax regret, worst regret of E2D, and its worst certificate, from the uniform prior."""
    models, prior = bernoulli(means), np.full(len(means), xp.ratio(1, len(means)))
    learner = estimation.estimation_to_decisions(models, prior, offset)

    def coefficients(counts, law, rounds):
        return estimation.round_coefficients(estimation.offset_payoffs(models, prior, counts, offset), law).sum(axis=0)

    spent = expected_sums(learner, models, horizon, coefficients)
    errors = estimation.estimation_errors(learner, models, prior, horizon)
    return minimax_regret(models, horizon).value, max(regrets(learner, models, horizon)), max(spent + offset * errors)


def sides(i):
    """All three numbers of an instance."""
    means = tuple(tuple(xp.value(x).fraction for x in row) for row in i.means)
    return solved(means, xp.value(i.offset).fraction, i.size[1])


def levels(count):
    """Means of all pairs of levels 1, 3, 5, ... over an even number."""
    return [2 * count, *(2 * ((k // count**a) % count) + 1 for k in range(count**2) for a in range(2))]


CLAIM = Claim(
    statement=r"\min\max\mathrm{Reg}_T \le \mathrm{Reg}_T(\mathrm{E2D})"
    r" \le \mathbb E\sum_t \mathrm{dec}_\gamma(\mathcal F, \hat f_t) + \gamma\,\mathbb E\,\mathrm{Est}_{Sq}"
    r" \quad \text{on these instances}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 13, (4.17)",
        status="second-hand",
        reading="the sum of the coefficients in place of T times the largest",
    ),
    space=lambda size: Space(means=Table((size[0] ** 2, 2), 0, 1), offset=Ratio(xp.ratio(1, 8), 64)),
    sizes=((2, 1, 2), (2, 4, 1), (2, 4, 4), (3, 3, 2)),
    kind="witness",
    witness=lambda size: {"means": levels(size[0]), "offset": [size[2], 1]},
    chain=(lambda i: sides(i)[0], lambda i: sides(i)[1], lambda i: sides(i)[2]),
    trivial=(0, lambda i: i.size[1]),
    notes="Sizes are levels per arm, rounds, offset.",
)
