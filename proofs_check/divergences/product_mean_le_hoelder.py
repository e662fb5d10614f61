"""Hoelder's inequality for three functions.

With ``A`` the mean of the product and ``F``, ``G``, ``H`` those of the cubes, ``f^3 + A^3 g^3/(G^2 H) + A^3 h^3/(G H^2)`` is at
least three times its geometric mean ``A^2 f g h/(G H)``, at every outcome.  Equality where the functions are in proportion.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def cubes(i: Instance) -> Array:
    """``E f^3 E g^3 E h^3``."""
    return xp.dot(i.p, i.f**3) * xp.dot(i.p, i.g**3) * xp.dot(i.p, i.h**3)


def positive(n: int) -> Table:
    """Numbers between 1/100 and 1."""
    return Table(n, ratio(1, 100), 1)


CLAIM = Claim(
    statement=r"\big(\mathbb E_p f g h\big)^3 \le \mathbb E_p f^3\; \mathbb E_p g^3\; \mathbb E_p h^3, \quad f, g, h > 0",
    source=Source(
        "Hardy, Littlewood and Polya, Inequalities", "Theorem 11, three functions with equal exponents", status="textbook"
    ),
    space=lambda n: Space(p=Simplex(n), f=positive(n), g=positive(n), h=positive(n)),
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.p, i.f * i.g * i.h) ** 3,
    rhs=cubes,
    tight_at={"p": [1, 1], "f": [1, 1, 1], "g": [1, 1, 1], "h": [1, 1, 1]},
    sharpened=lambda i: ratio(99, 100) * cubes(i),
    notes="Values at most 1: larger ones scale both sides alike.",
)
