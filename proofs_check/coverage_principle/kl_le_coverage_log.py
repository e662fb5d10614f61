"""KL from coverage, with a double logarithm.

With ``X = log R``, ``KL <= E X_+ = int_0^{log W} P(X > t) dt`` where ``W = max R``. Bound the probability by
1 up to ``t = C`` and by ``C/t`` beyond. The supremum ``C`` is attained at an atom of ``R``, since ``Cov_N``
is constant between atoms and includes its right end. Equality when ``R`` is constant on the support of ``p``:
then ``C = log W = KL``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def bound(p: Array, q: Array) -> Array:
    """``C (1 + log(log W / C))``, 0 at ``C = 0`` (where the laws agree); ``q`` is positive."""
    logs = xp.log(xp.maximum(p / q, 1))
    tails = xp.sum(p[None, :] * xp.indicator(p[None, :] * q[:, None] >= p[:, None] * q[None, :]), axis=1)
    coefficient = xp.max(tails * logs)
    positive = coefficient > 0
    return coefficient * (1 + xp.log(xp.where(positive, xp.max(logs) / xp.where(positive, coefficient, 1), 1)))


CLAIM = Claim(
    statement=(
        r"\mathrm{KL}(p\|q) \le C\,\Big(1 + \log\frac{\log W}{C}\Big), \quad"
        r" C = \sup_{N \ge 1} \mathrm{Cov}_N(p\|q) \log N,\ W = \max p/q"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.3"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True)),
    sizes=(2, 3, 4),
    lhs=lambda i: kl(i.p, i.q),
    rhs=lambda i: bound(i.p, i.q),
    tight_at={"p": [1, 0], "q": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i.p, i.q),
)
