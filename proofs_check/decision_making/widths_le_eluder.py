"""The sum of the widths, and with it the regret of optimism.

Sorted in descending order, the ``k``-th width above ``eps_0`` satisfies ``k <= (beta/w^2 + 1) d``, so it is at most
``sqrt(beta d/(k - d))``; the first ``d`` cost at most 1 each, the small ones ``eps_0``. The literature has 4 beta.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space, Table
from theory_lab.decisions.dimensions.eluding import eluder_supremum

ORDERS = ((0, 1, 0, 1), (0, 0, 1, 1), (0, 1, 2, 0, 1, 2), (0, 0, 0, 1, 1, 2))


def sequences(size):
    """Functions of ``size`` = (points, rounds), one a round, and the order in which points come."""
    points, rounds = size
    orders = [order for order in ORDERS if len(order) == rounds]
    return Space(functions=Table((rounds, points), -1, 1), order=Choice(*orders), eps=Ratio(0, 1), derived=derived)


def derived(i):
    """The sum of the widths, the least ``beta`` and the dimension."""
    values = i.functions[:, np.array(i.order)]
    rounds = len(i.order)
    past = xp.sum(values**2 * np.tril(np.ones((rounds, rounds), dtype=int), -1), axis=1)
    own = xp.sum(values * np.eye(rounds, dtype=int), axis=1)
    return {"paid": xp.sum(abs(own)), "beta": xp.max(past), "dimension": eluder_supremum(i.functions, i.eps)}


def bound(i):
    """``eps T + d + 2 sqrt(beta d T)``."""
    rounds = len(i.order)
    return i.eps * rounds + i.dimension + 2 * xp.sqrt(i.beta * i.dimension * rounds)


CLAIM = Claim(
    statement=r"\mathrm{Reg} \le \sum_t \min\{1, w_t\} \le \varepsilon_0 T + d + 2\sqrt{\beta d T},"
    r" \quad d = \mathrm{El}(\mathcal F - f^*, \varepsilon_0)",
    source=Source("arXiv:2312.16730", "regret of optimism by the eluder dimension, beta in place of 4 beta", status="derived"),
    space=sequences,
    sizes=((2, 4), (3, 6)),
    lhs=lambda i: i.paid,
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
