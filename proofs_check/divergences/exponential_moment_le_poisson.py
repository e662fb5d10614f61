"""Exponential moments of what lies in [0, 1] are at most those of Poisson's law with the same mean.

``e^(s x) <= 1 + x (e^s - 1)`` by convexity, and ``1 + y <= e^y``: so Chernoff's bounds on sums of Bernoulli variables begin.
Equality at ``s = 0``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def exponent(i: Instance) -> Array:
    """``E X (e^s - 1)``."""
    return xp.dot(i.p, i.x) * (xp.exp(i.rate) - 1)


CLAIM = Claim(
    statement=r"\mathbb E_p\, e^{sX} \le \exp\bigl((e^s - 1)\, \mathbb E_p X\bigr), \quad 0 \le X \le 1, s \ge 0",
    source=Source(
        "Mitzenmacher and Upfal, Probability and Computing",
        "Chapter 4, Chernoff bounds: the moment generating function",
        status="second-hand",
    ),
    space=lambda n: Space(p=Simplex(n), x=Table(n, 0, 1), rate=Ratio(0, 4)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, xp.exp(i.rate * i.x)),
    rhs=lambda i: xp.exp(exponent(i)),
    tight_at={"p": [1, 1], "x": [1, 1, 0], "rate": [0, 1]},
    sharpened=lambda i: xp.exp(xp.ratio(99, 100) * exponent(i)),
)
