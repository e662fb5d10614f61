"""The law of Best-of-N, ties broken by a fixed order.

With ties broken in favour of the outcome that comes first, the outcomes are strictly ordered and ``F``,
``G`` are the masses up to and before ``y`` in that order. The left side follows the algorithm over all
samples.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n_ordered


def enumerated(i):
    """The law of the first outcome among the best draws, over all ``n^N`` samples, each sorted."""
    samples = np.sort(list(product(range(i.size), repeat=i.draws)), axis=1)
    rewards, masses = i.reward[samples], xp.prod(i.base[samples], axis=1)
    best = xp.at_least(rewards, xp.max(rewards, axis=1)[:, None])
    first = best * (1 - xp.minimum(xp.cumsum(best, axis=1) - best, 1))
    return xp.segment_sum((first * masses[:, None]).reshape(samples.size), samples.ravel(), i.size)


CLAIM = Claim(
    statement=r"\mathrm{BoN}_N(y) = F^N - G^N \text{ for the refined strict order}",
    source=Source("arXiv:2503.21878", "law of Best-of-N with ordered ties", status="derived"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 7 - n)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - best_of_n_ordered(i.base, i.reward, i.draws))),
    rhs=lambda i: 0,
)
