"""The fast rate of empirical risk minimisation in the realisable case.

A function of error ``L > t`` stays consistent with ``n`` samples with probability ``(1 - L)^n < (1 - t)^n``;
the ``N - 1`` wrong ones are united. Integrating ``min(1, (N - 1) e^(-n t))`` gives ``(1 + log N)/n`` for the
mean error of the worst consistent function.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table


def errors(i):
    """Which wrong function errs at which point, as zeros and ones, and their error rates."""
    wrong = xp.at_least(i.table, xp.ratio(1, 2))
    return {"wrong": wrong, "rates": xp.dot(wrong, i.law)}


def worst_consistent(i):
    """``E max of L(f)`` over the functions without an error on the sample."""

    def largest(counts):
        mistakes = [xp.dot(counts, wrong) for wrong in i.wrong]
        kept = [rate * (1 - xp.at_least(m, 1)) for rate, m in zip(i.rates, mistakes, strict=True)]
        return xp.max(xp.stack(kept), axis=0)

    return xp.expect_over_types(i.law, i.n, largest)


CLAIM = Claim(
    statement=r"\mathbb E\, L(\hat f_{\mathrm{ERM}}) \le (1 + \log N)/n \text{ for the worst consistent } \hat f,\ \min_f L = 0",
    source=Source("arXiv:2312.16730", "realisable fast rate of empirical risk minimisation", status="second-hand"),
    space=lambda size: Space(law=Simplex(size[1]), table=Table((size[0] - 1, size[1]), 0, 1), n=Count(1, 6), derived=errors),
    sizes=((2, 2), (3, 3), (4, 4)),
    lhs=worst_consistent,
    rhs=lambda i: (1 + xp.log(i.size[0] * xp.ones((), like=i.law))) / i.n,
    loose="the union bound counts wrong functions that share their errors",
)
