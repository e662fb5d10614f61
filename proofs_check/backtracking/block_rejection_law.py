"""The law of the first accepted of N blocks, the last rejected one when none is.

``P(c) = (1 - (1 - A)^N) p_c a_c/A + (1 - A)^(N-1) p_c (1 - a_c)`` with ``a = min(1, V/M)`` and ``A`` its mean. The left
side adds the draws one after another. How the paper selects among its blocks is not known here: this is one way.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.stepwise.selection import rejected


def recursive(i):
    """Draw by draw: accepted now, or rejected so far."""
    accepted = xp.minimum(i.score / i.level, 1)
    total, waiting = xp.zeros((i.size,), like=i.base), 1
    for draw in range(i.draws):
        total = total + waiting * i.base * accepted
        last = waiting * i.base * (1 - accepted)
        waiting = xp.sum(last)
        total = total + last if draw == i.draws - 1 else total
    return total


CLAIM = Claim(
    statement=r"P(c) = (1 - (1-\bar A)^N)\,\frac{p_c a_c}{\bar A} + (1-\bar A)^{N-1} p_c (1 - a_c)",
    source=Source("arXiv:2510.03149", "Block Rejection Sampling, last draw kept", status="derived"),
    space=lambda n: Space(base=Simplex(n), score=Simplex(n), level=Ratio(xp.ratio(1, 16), 2), draws=Count(1, 6)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: xp.sum(abs(recursive(i) - rejected(i.base, i.score, i.level, i.draws))),
    rhs=lambda i: 0,
)
