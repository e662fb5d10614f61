"""A correlation is at most 1: the covariance of two functions, by their variances.

Cauchy and Schwarz for both less their means; equality where one is affine in the other, as always on two outcomes.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def covariance(i: Instance, f: Array, g: Array) -> Array:
    """``E f g - E f E g``."""
    return xp.dot(i.p, f * g) - xp.dot(i.p, f) * xp.dot(i.p, g)


def product(i: Instance) -> Array:
    """``Var f Var g``."""
    return covariance(i, i.f, i.f) * covariance(i, i.g, i.g)


CLAIM = Claim(
    statement=r"\mathrm{Cov}_p(f, g)^2 \le \mathrm{Var}_p f\, \mathrm{Var}_p g",
    source=Source("Casella and Berger, Statistical Inference", "Theorem 4.5.7, |rho| <= 1", status="textbook"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1), g=Table(n, -1, 1)),
    sizes=(2, 3),
    lhs=lambda i: covariance(i, i.f, i.g) ** 2,
    rhs=product,
    tight_at={"p": [1, 1], "f": [1, 1, -1], "g": [2, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * product(i),
)
