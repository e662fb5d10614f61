"""The win rate of Best-of-N is not ``N/(N + 1)`` on a finite space.

It is an upper bound; two equally likely responses and two draws give 5/8 against 2/3.
"""

from proofs_check.alignment._settings import responses, win_rate
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"W(\mathrm{BoN}_N) = \frac N{N+1} \text{ on finite spaces}",
    source=Source("arXiv:2401.01879", "Theorem 5.3 read as an equality", status="second-hand"),
    space=responses(2, draws=Count(2, 8)),
    relation="==",
    lhs=win_rate,
    rhs=lambda i: xp.ratio(i.draws, i.draws + 1),
    expect="fails",
    falls="tempting form",
)
