"""Composition: two independent outputs lose no more than the chance that one of them is lost, at the product of the levels.

``min(p, s q)`` has mass ``1 - E_s(p || q)``, and the product of two such parts lies below ``s t`` times the product of the laws.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick


def of_the_pair(i):
    """The hockey-stick divergence of two independent outputs, summed over the second one."""
    return sum(xp.sum(xp.maximum(i.p * i.a[y] - i.s * i.t * i.q * i.b[y], 0)) for y in range(2))


CLAIM = Claim(
    statement=r"E_{st}(p \otimes a \| q \otimes b) \le 1 - (1 - E_s(p \| q)) (1 - E_t(a \| b))",
    source=Source("arXiv:1311.0776", "composition of two mechanisms, in one direction", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), a=Simplex(2), b=Simplex(2), s=Ratio(1, 3), t=Ratio(1, 3)),
    sizes=(2, 3),
    lhs=of_the_pair,
    rhs=lambda i: 1 - (1 - hockey_stick(i.p, i.q, i.s)) * (1 - hockey_stick(i.a, i.b, i.t)),
    trivial="probability",
    tight_at={"p": [1, 0], "q": [1, 1], "a": [1, 0], "b": [1, 1], "s": [1, 1], "t": [1, 1]},
)
