"""The law of top-k sampling.

Draw N, keep the k draws of largest reward with ties in random order, return one of them uniformly. A draw
with ``b`` better and ``t`` tied draws (itself included) is returned with probability
``min(t, (k - b)_+)/(t k)``. The left side follows this over all samples.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import top_k


def enumerated(i):
    """The law over all ``n^N`` samples."""
    samples = np.array(list(product(range(len(i.base)), repeat=i.draws)))
    rewards, masses = i.reward[samples], xp.prod(i.base[samples], axis=1)
    above = xp.sum(xp.at_least(rewards[:, None, :], rewards[:, :, None]), axis=2)
    better = i.draws - xp.sum(xp.at_least(rewards[:, :, None], rewards[:, None, :]), axis=2)
    tied = above - better
    shares = xp.minimum(tied, xp.maximum(i.k - better, 0)) / (tied * i.k)
    return xp.segment_sum((shares * masses[:, None]).reshape(samples.size), samples.ravel(), len(i.base))


CLAIM = Claim(
    statement=r"\mathrm{top}\text{-}k_N(y) = \frac{p(y)}{p_T}\bigl(H(s_1) - H(s_0)\bigr),"
    r" \quad H(s) = \mathbb E\min(\mathrm{Bin}(N,s),k)/k",
    source=Source("arXiv:2603.05739", "law of top-k Best-of-N", status="derived"),
    space=lambda size: Space(
        base=Simplex(size[0]), reward=Table(size[0], 0, 1), draws=Count(size[1], size[1]), k=Count(1, size[1])
    ),
    sizes=((2, 4), (3, 3), (4, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - top_k(i.base, i.reward, i.draws, i.k))),
    rhs=lambda i: 0,
)
