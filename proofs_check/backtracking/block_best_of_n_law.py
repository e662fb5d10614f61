"""The law of the best of N blocks.

With ``F`` the mass of scores up to that of ``c`` and ``G`` of smaller ones, ``P(c) = p_c (F^N - G^N)/(F - G)`` for
uniform ties. The left side runs over all N-tuples. How the paper selects among its blocks is not known here: this is
the largest score.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n


def enumerated(i):
    """The law of the best of all tuples, uniform among the tied draws."""
    n, draws = i.size
    total = xp.zeros((n,), like=i.base)
    for drawn in product(range(n), repeat=draws):
        counts = np.bincount(drawn, minlength=n)
        present = counts > 0
        best = xp.max(i.score[present])
        tied = counts * xp.indicator(i.score >= best)
        total = total + xp.prod(i.base[np.array(drawn)]) * tied / xp.sum(tied)
    return total


CLAIM = Claim(
    statement=r"P(c) = p_c\,\frac{F_c^N - G_c^N}{F_c - G_c}",
    source=Source("arXiv:2510.03149", "Block Best-of-N, selection by the largest value", status="derived"),
    space=lambda size: Space(base=Simplex(size[0]), score=Simplex(size[0])),
    sizes=((2, 2), (3, 2), (2, 4), (3, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - best_of_n(i.base, i.score, i.size[1]))),
    rhs=lambda i: 0,
)
