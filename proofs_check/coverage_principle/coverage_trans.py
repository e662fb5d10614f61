"""Transitivity of coverage.

Where ``t/q >= M`` but ``t/d < L`` one has ``d/q > M/L``, and there ``t < L d``; the rest is ``{t/d >= L}``.
Equality is approached when ``t`` exceeds ``d`` by a factor just below ``L`` exactly where ``q`` misses it.
"""

from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``L Cov_{M/L}(d || q) + Cov_L(t || d)``."""
    return i.factor * coverage(i.d, i.q, i.level / i.factor) + coverage(i.t, i.d, i.factor)


CLAIM = Claim(
    statement=r"\mathrm{Cov}_M(t\|q) \le L\, \mathrm{Cov}_{M/L}(d\|q) + \mathrm{Cov}_L(t\|d)",
    source=Source("arXiv:2510.15020", "Proposition D.5"),
    space=lambda n: Space(t=Simplex(n), d=Simplex(n), q=Simplex(n), level=Ratio(ratio(1, 4), 20), factor=Ratio(ratio(1, 4), 20)),
    sizes=(2, 3, 4),
    lhs=lambda i: coverage(i.t, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {"t": [1, 1], "d": [1, 3], "q": [0, 1], "level": [4, 1], "factor": [2 * 2**k + 1, 2**k]},
    rate="1 - ratio of order 2**-k",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
