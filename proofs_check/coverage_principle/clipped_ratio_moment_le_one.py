"""The exponential moment behind the maximum-likelihood bound.

With ``f = exp(-C/2)`` the variable is ``max(sqrt(q/p), f)``, and the hypothesis says ``f <= 1/2``. On
``A = {q/p < f^2}``, of mass ``a``, it is ``f``; the rest contributes at most
``sqrt((1 - a) q(not A)) <= sqrt(1 - a) <= 1 - a/2`` by Cauchy-Schwarz, in all at most ``a f + 1 - a/2``.
Equality at ``p = q``. The threshold is exact: for ``f > 1/2`` a small set that the model misses is a
counterexample.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=(
        r"\mathrm{E}_p \exp\big\{\tfrac12 \max(\log\tfrac{q}{p}, -C)\big\} = \mathrm{E}_p \max(\sqrt{q/p}, f) \le 1,"
        r" \quad f = e^{-C/2},\ C \ge \log 4"
    ),
    source=Source("arXiv:2510.15020", "Lemma H.1"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), floor=Ratio(0, 1)),
    sizes=(2, 3, 4, 6),
    given={"C >= log 4": lambda i: i.floor <= ratio(1, 2)},
    necessary=("C >= log 4",),
    lhs=lambda i: xp.sum(xp.maximum(xp.sqrt(i.p * i.q), i.p * i.floor)),
    rhs=lambda i: 1,
    tight_at={"p": [1, 1], "q": [1, 1], "floor": [1, 2]},
    sharpened=lambda i: ratio(99, 100),
)
