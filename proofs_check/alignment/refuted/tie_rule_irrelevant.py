"""The tie rule of Best-of-N matters when the true reward varies inside a tie class of the proxy.

A constant proxy leaves everything to the tie rule: uniform ties return the base law, ordered ties prefer
the first response.
"""

from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, best_of_n_ordered, regret

CLAIM = Claim(
    statement=r"J(\mathrm{BoN}_N) \text{ is the same with uniform and with ordered ties}",
    source=Source("arXiv:2503.21878", "tie rules of Best-of-N", status="derived"),
    space=Space(base=Simplex(2), proxy=Table(2, 0, 1), reward=Table(2, 0, 1), draws=Count(1, 8)),
    relation="==",
    lhs=lambda i: regret(i.base, best_of_n(i.base, i.proxy, i.draws), i.reward),
    rhs=lambda i: regret(i.base, best_of_n_ordered(i.base, i.proxy, i.draws), i.reward),
    expect="fails",
    falls="tempting form",
)
