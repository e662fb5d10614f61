"""Lyapunov's inequality with orders 1, 2 and 4, and Littlewood's for what has both signs.

``f^4 - 3 c^2 f^2 + 2 c^3 |f| >= 0`` at every outcome with ``c = E f^2/E |f|``: it has the double root ``c``.  Equality
where ``|f|`` has one value beside 0.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def product(i: Instance) -> Array:
    """``(E |f|)^2 E f^4``."""
    return xp.dot(i.p, abs(i.f)) ** 2 * xp.dot(i.p, i.f**4)


CLAIM = Claim(
    statement=r"\big(\mathbb E_p f^2\big)^3 \le \big(\mathbb E_p |f|\big)^2\, \mathbb E_p f^4",
    source=Source("Hardy, Littlewood and Polya, Inequalities", "Theorem 17, with r = 1, s = 2 and t = 4", status="textbook"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.f**2) ** 3,
    rhs=product,
    tight_at={"p": [1, 1], "f": [1, -1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * product(i),
)
