"""Hoeffding's lemma for what lies between 0 and 1, for any number of outcomes.

``e^(s x)`` lies below its chord on [0, 1], so that two outcomes suffice; there the second derivative of the logarithm is a
variance, at most 1/4. Rates of the other sign are those of ``1 - X``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``exp(s E X + s^2/8)``."""
    return xp.exp(i.rate * xp.dot(i.p, i.x) + i.rate**2 / 8)


CLAIM = Claim(
    statement=r"\mathbb E_p\, e^{sX} \le \exp\bigl(s\, \mathbb E_p X + \tfrac{s^2}8\bigr), \quad 0 \le X \le 1",
    source=Source("Hoeffding 1963", "the lemma behind Theorem 2, for any number of outcomes", status="derived"),
    space=lambda n: Space(p=Simplex(n), x=Table(n, 0, 1), rate=Ratio(0, 8)),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.p, xp.exp(i.rate * i.x)),
    rhs=bound,
    tight_at={"p": [1, 0], "x": [1, 1, 0], "rate": [0, 1]},
    sharpened=lambda i: bound(i) * xp.exp(-(i.rate**2) / 800),
)
