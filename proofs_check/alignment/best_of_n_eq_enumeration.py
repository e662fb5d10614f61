"""The law of Best-of-N, ties broken uniformly among the tied draws.

A draw is the output if all others are at most as good, and ties are shared: ``F^N - G^N`` is the
probability that the best reward is the one of ``y``, with ``F`` and ``G`` the mass at and below it. The
left side follows the algorithm over all samples.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def enumerated(i):
    """The law of a uniform choice among the best draws, over all ``n^N`` samples."""
    samples = np.array(list(product(range(i.size), repeat=i.draws)))
    rewards, masses = i.reward[samples], xp.prod(i.base[samples], axis=1)
    best = xp.at_least(rewards, xp.max(rewards, axis=1)[:, None])
    chosen = best * (masses / xp.sum(best, axis=1))[:, None]
    return xp.segment_sum(chosen.reshape(samples.size), samples.ravel(), i.size)


CLAIM = Claim(
    statement=r"\mathrm{BoN}_N(y) = p(y)\,\frac{F^N - G^N}{F - G}",
    source=Source("arXiv:2503.21878", "law of Best-of-N with ties", status="derived"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 7 - n)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - best_of_n(i.base, i.reward, i.draws))),
    rhs=lambda i: 0,
)
