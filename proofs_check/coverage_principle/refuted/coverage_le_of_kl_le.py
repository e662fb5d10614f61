"""A smaller KL does not mean a better coverage.

One model may pay a large divergence on a rare response, and another a smaller one spread over a common
response that then is uncovered. Choosing between two models by cross-entropy can therefore choose the one
that covers less.
"""

from theory_lab.claims import Claim, Simplex, Source, Space, Whole
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{KL}(p\|a) \le \mathrm{KL}(p\|b) \implies \mathrm{Cov}_N(p\|a) \le \mathrm{Cov}_N(p\|b)",
    source=Source("arXiv:2510.15020", "selection of models by cross-entropy, Section 3", status="derived"),
    space=lambda n: Space(p=Simplex(n), a=Simplex(n, positive=True), b=Simplex(n, positive=True), level=Whole(2, 20)),
    sizes=(2, 3),
    given={"a has the smaller divergence": lambda i: kl(i.p, i.a) <= kl(i.p, i.b)},
    lhs=lambda i: coverage(i.p, i.a, i.level),
    rhs=lambda i: coverage(i.p, i.b, i.level),
    expect="fails",
    falls="tempting form",
)
