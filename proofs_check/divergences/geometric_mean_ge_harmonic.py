"""The geometric mean is at least the harmonic one, with weights.

Jensen's inequality for the logarithm of ``1/f``.  Equality where ``f`` is constant.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def geometric(i: Instance) -> Array:
    """``exp(E log f)``."""
    return xp.exp(xp.dot(i.p, xp.log(i.f)))


CLAIM = Claim(
    statement=r"1 \le e^{\mathbb E_p \log f}\, \mathbb E_p \tfrac 1f, \quad f > 0",
    source=Source("Hardy, Littlewood and Polya, Inequalities", "Chapter 2, means of orders 0 and -1", status="textbook"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, ratio(1, 100), 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: ratio(1, 1),
    rhs=lambda i: geometric(i) * xp.dot(i.p, 1 / i.f),
    tight_at={"p": [1, 1], "f": [1, 1, 1]},
    sharpened=lambda i: ratio(99, 100) * geometric(i) * xp.dot(i.p, 1 / i.f),
)
