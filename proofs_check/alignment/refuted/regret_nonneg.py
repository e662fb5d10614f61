"""Regret against a fixed comparator may be negative.

Two equally likely responses, rewards (0, 1), the base law itself as comparator, two draws: the regret is
-1/4. It is nonnegative against a comparator that maximises the true reward.
"""

from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret

CLAIM = Claim(
    statement=r"0 \le J(\pi^*) - J(\mathrm{BoN}_N) \text{ for every comparator } \pi^*",
    source=Source("arXiv:2503.21878", "regret against an arbitrary comparator", status="derived"),
    space=Space(base=Simplex(2), target=Simplex(2), reward=Table(2, 0, 1), draws=Count(1, 8)),
    lhs=lambda i: 0,
    rhs=lambda i: regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
    expect="fails",
    falls="tempting form",
)
