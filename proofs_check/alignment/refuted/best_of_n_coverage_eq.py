"""The formula ``N^2/(2N - 1)`` is not the coverage coefficient of Best-of-N on a finite space.

It is an upper bound; two equally likely responses and two draws give 5/4 against 4/3.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import l1_coverage

CLAIM = Claim(
    statement=r"C(\mathrm{BoN}_N) = \frac{N^2}{2N-1} \text{ on finite spaces}",
    source=Source("arXiv:2503.21878", "coverage of Best-of-N read as an equality", status="derived"),
    space=responses(2, draws=Count(2, 8)),
    relation="==",
    lhs=lambda i: l1_coverage(best_of_n(i.base, i.reward, i.draws), i.base),
    rhs=lambda i: xp.ratio(i.draws**2, 2 * i.draws - 1),
    expect="fails",
    falls="tempting form",
)
