"""Bhatia and Davis: the variance of what is bounded, from its mean and its range.

``(M - f)(f - m) >= 0`` at every outcome; equality where ``f`` has no values but the ends. Popoviciu's ``(M - m)^2/4`` is its
maximum.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def product(i: Instance) -> Array:
    """``(max f - E f)(E f - min f)``."""
    mean = xp.dot(i.p, i.f)
    return (xp.max(i.f) - mean) * (mean - xp.min(i.f))


CLAIM = Claim(
    statement=r"\mathrm{Var}_p f \le (\max f - \mathbb E_p f)(\mathbb E_p f - \min f)",
    source=Source("Bhatia and Davis 2000", "a better bound on the variance", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.f**2) - xp.dot(i.p, i.f) ** 2,
    rhs=product,
    tight_at={"p": [1, 1], "f": [1, 1, -1]},
    sharpened=lambda i: xp.ratio(99, 100) * product(i),
)
