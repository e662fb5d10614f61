"""The entropy of a function by its variance.

At each outcome ``f log f - f log m <= f^2/m - f`` with ``m = E f``, because ``log x <= x - 1`` at ``x = f/m``. Equality in the
limit where ``f`` is 1 but for an outcome of small mass, at which it is 0.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def mean(i: Instance) -> Array:
    """``E f``."""
    return xp.dot(i.p, i.f)


def bound(i: Instance) -> Array:
    """``Var f / E f``."""
    return (xp.dot(i.p, i.f**2) - mean(i) ** 2) / mean(i)


CLAIM = Claim(
    statement=r"\mathbb E_p f \log f - \mathbb E_p f \log \mathbb E_p f \le \frac{\mathrm{Var}_p f}{\mathbb E_p f},"
    r" \quad f \ge 0",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities",
        "Chapter 4, the entropy of a function by its variance",
        status="derived",
    ),
    space=lambda n: Space(p=Simplex(n), f=Table(n, 0, 1)),
    sizes=(2, 3),
    given={"mean": lambda i: mean(i) > 0},
    lhs=lambda i: xp.dot(i.p, xp.xlogx(i.f)) - xp.xlogx(mean(i)),
    rhs=bound,
    tight_at=lambda k: {"p": [2**k, 1], "f": [1, 1, 0]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
