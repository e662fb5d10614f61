"""The elliptic potential, with constant ``1/log 2``.

``min(1, x) <= log(1 + x)/log 2`` and ``det V_t = det V_{t-1} (1 + x_t)`` with ``x_t = |a_t|^2`` in the norm
of ``V_{t-1}^{-1}``; then the inequality of means for the eigenvalues. The usual constant is 2; equality at
``d = lambda = T = 1``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.dimensions.designs import determinant, potential


def log_volume(i):
    """``log(det V_T / lambda^d) / log 2``."""
    gram = np.eye(i.size[0], dtype=int) + xp.dot(i.actions.T, i.actions) / i.weight
    return xp.log(determinant(gram)) / xp.log(2)


CLAIM = Claim(
    statement=r"\sum_t \min\bigl(1, \|a_t\|^2_{V_{t-1}^{-1}}\bigr) \le \frac1{\log2}\log\frac{\det V_T}{\lambda^d}"
    r" \le \frac d{\log 2}\log\Bigl(1 + \frac T{d\lambda}\Bigr), \quad \|a_t\| \le 1",
    source=Source("arXiv:2312.16730", "elliptic potential lemma, sharp constant", status="derived"),
    space=lambda size: Space(actions=Table((size[1], size[0]), -1, 1), weight=Ratio(xp.ratio(1, 8), 8)),
    sizes=((1, 1), (1, 4), (2, 2), (2, 3), (3, 3)),
    given={"actions have norm at most 1": lambda i: xp.sum(i.actions**2, axis=1) <= 1},
    chain=(
        lambda i: potential(i.actions, i.weight)[0],
        log_volume,
        lambda i: i.size[0] / xp.log(2) * xp.log(1 + i.size[1] / (i.size[0] * i.weight)),
    ),
    trivial=(0, lambda i: i.size[1]),
    tight_at=lambda k: {"actions": [1, 1], "weight": [2**k + 1, 2**k]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * i.size[0] / xp.log(2) * xp.log(1 + i.size[1] / (i.size[0] * i.weight)),
    necessary=("actions have norm at most 1",),
)
