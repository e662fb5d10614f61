"""The law of one of N blocks, chosen in proportion to its score.

``P(c) = N p_c E[V_c/(V_c + sum of N - 1 other scores)]``, summed over types in the library. The left side runs over all N-tuples.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.decoding.stepwise.selection import importance_resampled


def enumerated(i):
    """The law over all tuples."""
    n, draws = i.size
    total = xp.zeros((n,), like=i.base)
    for drawn in product(range(n), repeat=draws):
        weights = np.bincount(drawn, minlength=n) * i.score
        total = total + xp.prod(i.base[np.array(drawn)]) * weights / xp.sum(weights)
    return total


CLAIM = Claim(
    statement=r"P(c) = N p_c\,\mathbb E\Bigl[\frac{V_c}{V_c + \sum_{i<N} V_i}\Bigr]",
    source=Source("arXiv:2510.03149", "block importance resampling", status="derived"),
    space=lambda size: Space(base=Simplex(size[0]), score=Simplex(size[0], positive=True)),
    sizes=((2, 2), (3, 2), (2, 4)),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - importance_resampled(i.base, i.score, i.size[1]))),
    rhs=lambda i: 0,
)
