"""Paley and Zygmund: what is nonnegative is above a share of its mean with a chance that two moments say.

Where ``f > t E f`` the parabola ``2 r (f - t E f) - r^2 f^2`` is at most 1, and elsewhere at most 0.  Equality for an
indicator at ``t = 0``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def mass(i: Instance) -> Array:
    """``P(f > t E f)``."""
    return xp.dot(i.p, xp.indicator(i.f > i.t * xp.dot(i.p, i.f)))


CLAIM = Claim(
    statement=r"(1 - t)^2 (\mathbb E_p f)^2 \le p(f > t\, \mathbb E_p f)\, \mathbb E_p f^2, \quad f \ge 0, 0 \le t \le 1",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities", "Exercise 2.4, Paley-Zygmund inequality", status="textbook"
    ),
    space=lambda n: Space(p=Simplex(n), f=Table(n, 0, 1), t=Ratio(0, 1)),
    sizes=(2, 3),
    lhs=lambda i: (1 - i.t) ** 2 * xp.dot(i.p, i.f) ** 2,
    rhs=lambda i: mass(i) * xp.dot(i.p, i.f**2),
    tight_at={"p": [1, 1], "f": [1, 1, 0], "t": [0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * mass(i) * xp.dot(i.p, i.f**2),
    notes="Values at most 1: larger ones scale both sides alike.",
)
