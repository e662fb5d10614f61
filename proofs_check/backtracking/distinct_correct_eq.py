"""The expected number of distinct correct words among K draws.

Each correct word is among the draws with probability ``1 - (1 - p(y))^K``; expectations add. The left side runs over all
K-tuples.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.metrics import distinct_correct


def enumerated(i):
    """The mean over all tuples."""
    total = 0
    for drawn in product(range(i.size[0]), repeat=i.size[1]):
        found = len({y for y in drawn if y < i.correct})
        total = total + found * xp.prod(i.law[np.array(drawn)])
    return total


CLAIM = Claim(
    statement=r"\mathbb E\,\#\{\text{distinct correct words among } K\} = \sum_{y \text{ correct}} 1 - (1 - p(y))^K",
    source=Source("arXiv:2510.03149", "diversity metric", status="derived"),
    space=lambda size: Space(law=Simplex(size[0]), correct=Count(0, size[0])),
    sizes=((2, 1), (3, 2), (3, 3), (2, 4)),
    relation="==",
    lhs=enumerated,
    rhs=lambda i: distinct_correct(i.law, (np.arange(i.size[0]) < i.correct).astype(int), i.size[1]),
)
