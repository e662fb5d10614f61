"""The inequality of log sums.

``t log t`` is convex: with ``A = sum a`` and ``B = sum b`` each term ``a log(a/b)`` is at least ``a log(A/B) + a - b A/B``.
Equality where all ratios ``a/b`` agree.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array, ratio


def of_sums(i: Instance) -> Array:
    """``A log(A/B)``."""
    return xp.sum(i.a) * xp.log(xp.sum(i.a) / xp.sum(i.b))


CLAIM = Claim(
    statement=r"\Big(\sum_k a_k\Big) \log \frac{\sum_k a_k}{\sum_k b_k} \le \sum_k a_k \log \frac{a_k}{b_k}, \quad a_k, b_k > 0",
    source=Source("Cover and Thomas, Elements of Information Theory", "Theorem 2.7.1, log sum inequality", status="second-hand"),
    space=lambda n: Space(a=Table(n, ratio(1, 100), 1), b=Table(n, ratio(1, 100), 1)),
    sizes=(2, 3, 4),
    lhs=of_sums,
    rhs=lambda i: xp.sum(i.a * xp.log(i.a / i.b)),
    tight_at={"a": [1, 1, 1], "b": [2, 1, 1]},
    sharpened=lambda i: xp.sum(i.a * xp.log(i.a / i.b)) - xp.sum(i.a) / 100,
)
