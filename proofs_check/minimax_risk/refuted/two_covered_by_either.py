"""A proper answer does not do what a mixture does: it need not cover the other model.

At levels above 2 the mixture of two models covers both, whatever they are; either of them alone may miss the other.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\min\{\mathrm{Cov}_N(p \| q),\ \mathrm{Cov}_N(q \| p)\} \le \mathrm{Cov}_N(p \| \tfrac12 (p + q)), \quad N > 2",
    source=Source("arXiv:2510.15020", "Proposition 3.2, proper answers without samples", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(xp.ratio(21, 10), 8)),
    sizes=(2, 3),
    lhs=lambda i: xp.minimum(coverage(i.p, i.q, i.level), coverage(i.q, i.p, i.level)),
    rhs=lambda i: coverage(i.p, (i.p + i.q) / 2, i.level),
    expect="fails",
    falls="tempting form",
)
