"""The formula ``log N - (N - 1)/N`` is not the KL divergence of Best-of-N on a finite space.

It is an upper bound, attained in the atomless limit only: two equally likely responses and two draws give
0.1308 against 0.1931.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(\mathrm{BoN}_N\|p) = \log N - \frac{N-1}N \text{ on finite spaces}",
    source=Source("arXiv:2401.01879", "Theorem 3.1 read as an equality", status="second-hand"),
    space=responses(2, draws=Count(2, 8)),
    relation="==",
    lhs=lambda i: kl(best_of_n(i.base, i.reward, i.draws), i.base),
    rhs=lambda i: xp.log(i.draws) - xp.ratio(i.draws - 1, i.draws),
    expect="fails",
    falls="tempting form",
)
