"""Count states lose nothing.

The regret of a learner from weights on count states is its regret over all histories of decisions and
outcomes, whose number is ``4^T``.
"""

from functools import lru_cache
from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.play import learners
from theory_lab.decisions.play.exact_regret import expected_regret, final_weights

LEARNERS = {
    "uniform": lambda horizon: learners.uniform,
    "explore": lambda horizon: learners.explore_then_commit(1),
    "greedy": lambda horizon: learners.epsilon_greedy(xp.ratio(1, 3)),
    "optimist": lambda horizon: learners.upper_confidence(horizon, learners.book_width(horizon, 2, xp.ratio(1, 10))),
}


@lru_cache(maxsize=64)
def weights(name, horizon):
    """The final weights on count states."""
    return final_weights(LEARNERS[name](horizon), (1, 2, 2), horizon, exact=True)


@lru_cache(maxsize=64)
def histories(name, horizon):
    """The learner's probability of every history, and its counts (S, 4)."""
    learner, probabilities, counts = LEARNERS[name](horizon), [], []
    for cells in product(range(4), repeat=horizon):
        probability, seen = xp.one, np.zeros(4, dtype=int)
        for rounds, cell in enumerate(cells):
            probability = probability * learner(seen.reshape(1, 2, 2, 1), rounds)[0, cell // 2, 0]
            seen[cell] += 1
        probabilities.append(probability)
        counts.append(seen)
    return np.array(probabilities, dtype=object), np.array(counts)


def enumerated(i):
    """Sum over histories of probability, likelihood and gaps paid."""
    probabilities, counts = histories(i.learner, i.size)
    chances = xp.stack([1 - i.means[0], i.means[0], 1 - i.means[1], i.means[1]])
    powers = xp.stack([chances**k for k in range(i.size + 1)])
    likelihoods = xp.prod(xp.stack([powers[counts[:, cell], cell] for cell in range(4)]), axis=0)
    pulls = counts.reshape(-1, 2, 2).sum(axis=2).astype(object)
    return xp.sum(probabilities * likelihoods * xp.dot(pulls, xp.max(i.means) - i.means))


CLAIM = Claim(
    statement=r"\sum_{\text{count states}} w(s) L_M(s)\,\mathrm{paid}(s) = \sum_{\text{histories}} P(h)\,\mathrm{paid}(h)",
    source=Source("arXiv:2312.16730", "regret by forward dynamic programming over counts", status="derived"),
    space=lambda horizon: Space(means=Table(2, 0, 1), learner=Choice(*LEARNERS)),
    sizes=(1, 3, 4),
    relation="==",
    lhs=lambda i: expected_regret(i.means, *weights(i.learner, i.size)),
    rhs=enumerated,
)
