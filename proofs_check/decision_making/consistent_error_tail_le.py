"""How likely some bad function stays consistent.

Each of the ``N - 1`` functions of error above ``t`` has no error on ``n`` samples with probability below ``(1
- t)^n``; equality in the limit for one function of error just above ``t``.
"""

from proofs_check.decision_making._settings import wrong_functions
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source


def some_bad_survives(i):
    """``P(some f with L(f) > t has no error on the sample)``."""
    bad = 1 - xp.at_least(i.threshold, i.rates)

    def survives(counts):
        kept = [b * (1 - xp.at_least(xp.dot(counts, wrong), 1)) for b, wrong in zip(bad, i.wrong, strict=True)]
        return xp.max(xp.stack(kept), axis=0)

    return xp.expect_over_types(i.law, i.n, survives)


CLAIM = Claim(
    statement=r"P\bigl(L(\hat f_{\mathrm{ERM}}) > t\bigr) \le (N-1)(1-t)^n, \quad \min_f L = 0",
    source=Source("arXiv:2312.16730", "realisable fast rate, tail", status="second-hand"),
    space=lambda size: wrong_functions(size, threshold=Ratio(0, 1)),
    sizes=((2, 2), (3, 3), (4, 4)),
    lhs=some_bad_survives,
    rhs=lambda i: (i.size[0] - 1) * (1 - i.threshold) ** i.n,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * (i.size[0] - 1) * (1 - i.threshold) ** i.n,
    tight_at=lambda k: {"law": [2**k, 2**k], "table": [1, 1, 0], "threshold": [2**k - 1, 2 ** (k + 1)], "n": 1},
    rate="1 - ratio of order 2^-k",
)
