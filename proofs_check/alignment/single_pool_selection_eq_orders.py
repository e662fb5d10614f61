"""Which candidate the first acceptance in random order picks.

Give every candidate a uniform time: candidate ``i`` is selected at time ``t`` when it is accepted and nobody earlier
was, so its probability is ``a_i int_0^1 prod_{j != i} (1 - t a_j) dt``. The left side goes through all orders.
"""

from itertools import permutations
from math import factorial

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decoding.responses.pool_rules import scan_selection


def over_orders(i):
    """The mean over all orders of the law of the first accepted candidate."""
    chosen = [0] * i.size
    for order in permutations(range(i.size)):
        left = xp.ratio(1, factorial(i.size))
        for j in order:
            chosen[j] = chosen[j] + left * i.accepted[j]
            left = left * (1 - i.accepted[j])
    return xp.stack(chosen)


def difference(i):
    """The distance between the laws, and between the total and ``1 - prod (1 - a)``."""
    shares = scan_selection(i.accepted)
    missed = xp.prod(1 - i.accepted)
    return xp.sum(abs(over_orders(i) - shares)) + abs(xp.sum(shares) + missed - 1)


CLAIM = Claim(
    statement=r"P(\text{select } i) = a_i\int_0^1 \prod_{j \ne i}(1 - t a_j)\,dt, \quad \sum_i P(\text{select } i)"
    r" = 1 - \prod_i (1 - a_i)",
    source=Source("arXiv:2503.21878", "single-pool variant of the algorithm, selection law", status="derived"),
    space=lambda n: Space(accepted=Table(n, 0, 1)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=difference,
    rhs=lambda i: 0,
)
