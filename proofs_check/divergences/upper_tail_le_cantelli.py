"""Cantelli: a deviation to one side, by the variance.

With ``g = t - (f - E f)``, which is positive where there is no deviation, and ``r = E g/E g^2``: the parabola ``2 r g - r^2 g^2``
is at most the indicator of that.  Equality for two values, one of them at ``E f + t``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def variance(i: Instance) -> Array:
    """``E f^2 - (E f)^2``."""
    return xp.dot(i.p, i.f**2) - xp.dot(i.p, i.f) ** 2


def tail(i: Instance) -> Array:
    """``P(f - E f >= t) (Var f + t^2)``."""
    return xp.dot(i.p, xp.indicator(i.f - xp.dot(i.p, i.f) >= i.t)) * (variance(i) + i.t**2)


CLAIM = Claim(
    statement=r"p(f - \mathbb E_p f \ge t) \le \frac{\mathrm{Var}_p f}{\mathrm{Var}_p f + t^2}, \quad t > 0",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities",
        "Exercise 2.3, Chebyshev-Cantelli inequality",
        status="textbook",
    ),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1), t=Ratio(0, 2)),
    sizes=(2, 3),
    given={"the deviation is positive": lambda i: i.t > 0},
    lhs=tail,
    rhs=variance,
    tight_at={"p": [1, 1], "f": [1, 1, -1], "t": [1, 1]},
    sharpened=lambda i: ratio(99, 100) * variance(i),
    notes="Multiplied by the denominator, which is positive.",
)
