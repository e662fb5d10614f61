"""The elliptic pigeonhole.

``<X_k, W_k>^2 <= |X_k|^2 |W_k|^2`` in the norms of ``V_k^{-1}`` and ``V_k = beta I + sum_{i<k} X_i X_i^T``, where the
second is at most ``beta + beta``; and the numbers ``1 + |X_k|^2`` have a product of at most ``(1 + K/(d beta))^d``
(``elliptic_potential_le`` at ``lambda = beta``), so that one of the norms is small. This needs no hypothesis; the logarithm
does, as ``2^x - 1 <= x`` is for ``x <= 1``: one vector and a small ``beta`` show it.

For one dimension and ``W = X`` the largest least product ``m`` has ``X_k^2 = max(m, m S_(k-1)/beta)`` with the sums ``S`` so far.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table

BOUNDS = {1: xp.ratio(1, 1), 2: xp.ratio(7, 10), 3: xp.ratio(4, 7)}  # entries up to here keep the norm below 1


def sequences(size):
    """Vectors ``X_k`` and ``W_k``, ``size`` = (dimension, number), and how far ``beta`` exceeds what they need.

    Signs of vectors do not matter, so that first entries are positive.
    """
    dimension, number = size
    first = Table((number, 1), xp.ratio(1, 16), BOUNDS[dimension])
    fields = {"x_first": first, "w_first": first, "slack": Ratio(xp.ratio(1, 8), 4)}
    if dimension > 1:
        fields["x_rest"] = fields["w_rest"] = Table((number, dimension - 1), -BOUNDS[dimension], BOUNDS[dimension])
    return Space(**fields, derived=derived)


def derived(i):
    """The squared products, the least admissible ``beta`` plus the slack, and the bound."""
    dimension, number = i.size
    rest = xp.dot(i.x_rest, i.w_rest.T) if dimension > 1 else 0
    products = (xp.dot(i.x_first, i.w_first.T) + rest) ** 2
    past = xp.sum(products * np.triu(np.ones((number, number), dtype=int), 1), axis=0)
    beta = xp.max(past) + i.slack
    growth = xp.log(1 + number / (dimension * beta)) * xp.ratio(dimension, number) / xp.log(2)
    power = (1 + number / (dimension * beta)) ** xp.ratio(dimension, number)
    least = xp.min(xp.sum(products * np.eye(number, dtype=int), axis=0))
    return {"least": least, "beta": beta, "growth": growth, "power": power}


CLAIM = Claim(
    statement=r"\min_{k \le K} \langle X_k, W_k\rangle^2 \le 2\beta\Bigl(\bigl(1 + \tfrac K{d\beta}\bigr)^{d/K} - 1\Bigr)"
    r" \le \frac{2\beta d}{K\log 2}\log\Bigl(1 + \frac K{d\beta}\Bigr)"
    r" \text{ if } \sum_{i<k}\langle X_i, W_k\rangle^2 \le \beta \text{ and the right side is below } 2\beta",
    source=Source("arXiv:2312.16730", "elliptic pigeonhole for bilinear classes, explicit", status="derived"),
    space=sequences,
    sizes=((1, 1), (1, 4), (2, 8), (3, 12)),
    given={"the bound is below 2 beta": lambda i: i.growth < 1},
    necessary=("the bound is below 2 beta",),
    chain=(lambda i: i.least, lambda i: 2 * i.beta * (i.power - 1), lambda i: 2 * i.beta * i.growth),
    loose="in one dimension four products of the same vectors are at most .566 at beta = 1, and the bounds .991 and 1.161",
)
