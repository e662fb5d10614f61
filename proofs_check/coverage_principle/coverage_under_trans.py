"""Transitivity of coverage under any law.

If ``p/m < N`` and ``m/q < L`` then ``p/q < N L``. With ``0/0`` counted as 0 and ``a/0`` as infinity this
holds at zeros too: where ``p > 0`` and ``p/m < N``, ``m`` is positive. Both events on the right may be
disjoint and cover the one on the left.
"""

from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``Cov^law_N(p || m) + Cov^law_L(m || q)``."""
    return coverage_under(i.law, i.p, i.m, i.first) + coverage_under(i.law, i.m, i.q, i.second)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}^{\nu}_{NL}(p\|q) \le \mathrm{Cov}^{\nu}_{N}(p\|m) + \mathrm{Cov}^{\nu}_{L}(m\|q)"
        r" \quad \text{for every law } \nu"
    ),
    source=Source("arXiv:2510.15020", "equation (95)"),
    space=lambda n: Space(
        law=Simplex(n), p=Simplex(n), m=Simplex(n), q=Simplex(n),
        first=Ratio(ratio(1, 4), 8), second=Ratio(ratio(1, 4), 8),
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: coverage_under(i.law, i.p, i.q, i.first * i.second),
    rhs=bound,
    trivial="probability",
    tight_at={"law": [1, 1], "p": [1, 0], "m": [1, 0], "q": [0, 1], "first": [2, 1], "second": [2, 1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
