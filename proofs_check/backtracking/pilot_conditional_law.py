"""Rejection with a pilot, given the pilot.

At level ``T`` (``M`` times the pilot mean) a draw is accepted with probability ``E_p min(w, T)/T``, ``r`` is the rest:
the output follows ``(1 - r^n) q_T + r^n p`` with ``q_T`` proportional to ``p min(w, T)``. The left side averages this
over all pilot samples, listed one by one.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import pilot_rejection_law


def averaged(i):
    """The mean over all pilots; ``p`` itself when all pilots have weight 0."""
    n, draws = i.size
    total = xp.zeros((n,), like=i.base)
    for pilot in product(range(n), repeat=draws):
        drawn = np.array(pilot)
        level = i.factor * xp.sum(i.weight[drawn]) / draws
        seen = level > 0
        kept = i.base * xp.minimum(i.weight, level)
        accepted = xp.where(seen, xp.sum(kept) / xp.where(seen, level, 1), 0)
        rest = (1 - accepted) ** draws
        law = xp.where(seen, (1 - rest) * kept / xp.where(seen, xp.sum(kept), 1) + rest * i.base, i.base)
        total = total + xp.prod(i.base[drawn]) * law
    return total


CLAIM = Claim(
    statement=r"\text{output} = (1-r^n)\,q_T + r^n\,p, \quad q_T \propto p\min(w, T),\ r = 1 - \mathbb E_p\min(w,T)/T",
    source=Source("arXiv:2510.03149", "Algorithm 5, law given the pilot", status="second-hand"),
    space=lambda size: Space(
        base=Simplex(size[0], positive=True), weight=Simplex(size[0], positive=True), factor=Ratio(xp.ratio(1, 4), 4)
    ),
    sizes=((2, 1), (2, 3), (3, 2)),
    relation="==",
    lhs=lambda i: xp.sum(abs(averaged(i) - pilot_rejection_law(i.base, i.weight, i.factor, i.size[1]))),
    rhs=lambda i: 0,
)
