"""The exponential moment behind the maximum-likelihood bound.

``exp(max(log(q/p), -C)/2) = max(sqrt(q/p), 1/c)`` with ``c = exp(C/2) >= 2``.  On ``A = {q/p < 1/c^2}``, of mass ``a``, it is ``1/c``; the
rest contributes at most ``sqrt((1 - a) q(not A)) <= sqrt(1 - a)`` by Cauchy-Schwarz, and ``a/c + sqrt(1 - a) <= a/2 + 1 - a/2``.
Equality at ``p = q``.  The threshold is exact: for ``c < 2`` a small set ``A`` that the model misses is a counterexample.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array, ratio


def moment(i: Instance) -> Array:
    """``E_p max(sqrt(q/p), 1/sqrt(clip))``."""
    return xp.sum(xp.maximum(xp.sqrt(i.p * i.q), i.p / xp.sqrt(i.clip)))


CLAIM = Claim(
    statement=r"\mathrm{E}_p \exp\big\{\tfrac12 \max(\log\tfrac{q}{p}, -C)\big\} \le 1 \quad (C \ge \log 4)",
    source=Source("arXiv:2510.15020", "Lemma H.1"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), clip=Ratio(1, 64)),
    sizes=(2, 3, 4, 6),
    given={"C >= log 4": lambda i: i.clip >= 4},
    necessary=("C >= log 4",),
    lhs=moment,
    rhs=lambda i: 1,
    tight_at={"p": [1, 1], "q": [1, 1], "clip": [4, 1]},
    sharpened=lambda i: ratio(99, 100),
)
