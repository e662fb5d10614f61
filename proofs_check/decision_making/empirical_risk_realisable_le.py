"""The fast rate of empirical risk minimisation in the realisable case.

A function of error ``L > t`` stays consistent with ``n`` samples with probability ``(1 - L)^n < (1 - t)^n``;
the ``N - 1`` wrong ones are united. Integrating ``min(1, (N - 1) e^(-n t))`` gives ``(1 + log N)/n`` for the
mean error of the worst consistent function.
"""

from proofs_check.decision_making._settings import wrong_functions
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


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
    space=wrong_functions,
    sizes=((2, 2), (3, 3), (4, 4)),
    lhs=worst_consistent,
    rhs=lambda i: (1 + xp.log(i.size[0])) / i.n,
    trivial="probability",
    loose="for one wrong function the mean is at most p (1 - p)^n, below 1/(e n), where the bound is (1 + log 2)/n",
)
