"""Coverage is not at most KL / log N.

It looks like Markov's inequality for ``log(p/q)``, but the logarithm also takes negative values. By the sharp
form the best denominator at small coverage is ``log N - 1 + 1/N``; ``log N`` is right only at full failure
``Cov_N = 1``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Whole
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) \le \mathrm{KL}(p\|q) / \log N",
    source=Source("arXiv:2510.15020", "Proposition D.1 without its correction", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Whole(2, 20)),
    sizes=(2, 3),
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: kl(i.p, i.q) / xp.log(i.level),
    expect="fails",
    falls="tempting form",
)
