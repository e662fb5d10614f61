"""The win rate of Best-of-N is not ``N/(N + 1)`` on a finite space.

It is an upper bound; two equally likely responses and two draws give 5/8 against 2/3.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def win_rate(i):
    """``P(rhat(Y) > rhat(Y')) + P(tie)/2`` for ``Y`` from Best-of-N and ``Y'`` from the base."""
    wins = (xp.at_least(i.reward[:, None], i.reward[None]) + 1 - xp.at_least(i.reward[None], i.reward[:, None])) / 2
    return xp.dot(best_of_n(i.base, i.reward, i.draws), xp.dot(wins, i.base))


CLAIM = Claim(
    statement=r"W(\mathrm{BoN}_N) = \frac N{N+1} \text{ on finite spaces}",
    source=Source("arXiv:2401.01879", "Theorem 5.3 read as an equality", status="second-hand"),
    space=Space(base=Simplex(2, positive=True), reward=Table(2, 0, 1), draws=Count(2, 8)),
    relation="==",
    lhs=win_rate,
    rhs=lambda i: xp.ratio(i.draws, i.draws + 1),
    expect="fails",
    falls="tempting form",
)
