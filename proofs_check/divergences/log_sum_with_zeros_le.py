"""The inequality of log sums with zeros: ``0 log 0 = 0``, all ``a`` may be 0.

As without zeros, ``a log(a/b)`` is at least its tangent at ``A/B``; an ``a`` is 0 where their sum ``A`` is. Equality where all
ratios ``a/b`` agree.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.numbers import Array, ratio


def term(a: Array, b: Array) -> Array:
    """``a log(a/b)``, 0 at ``a = 0``."""
    return xp.xlogx(a) - a * xp.log(b)


CLAIM = Claim(
    statement=r"\Big(\sum_k a_k\Big) \log \frac{\sum_k a_k}{\sum_k b_k} \le \sum_k a_k \log \frac{a_k}{b_k},"
    r" \quad a_k \ge 0, b_k > 0, \quad 0 \log 0 = 0",
    source=Source(
        "Cover and Thomas, Elements of Information Theory", "Theorem 2.7.1, log sum inequality, also at zeros", status="textbook"
    ),
    space=lambda n: Space(a=Table(n, 0, 1), b=Table(n, ratio(1, 100), 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: term(xp.sum(i.a), xp.sum(i.b)),
    rhs=lambda i: xp.sum(term(i.a, i.b)),
    tight_at={"a": [1, 1, 1], "b": [2, 1, 1]},
    sharpened=lambda i: xp.sum(term(i.a, i.b)) - xp.sum(i.a) / 100,
)
