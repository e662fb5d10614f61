"""The variance of importance weighting, by the chi-squared divergence.

The mean square of ``(q/p) f`` is at most that of ``q/p``, which is ``1 + chi^2(q | p)``; the square of the mean only helps.
Equality for ``q = p`` and a fair sign, which has mean 0.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import chi2
from theory_lab.numbers import Array, ratio


def weighted(i: Instance) -> Array:
    """``(q/p) f``."""
    return i.q / i.p * i.f


def variance(i: Instance) -> Array:
    """The variance of ``(q/p) f`` under ``p``."""
    return xp.dot(i.p, weighted(i) ** 2) - xp.dot(i.p, weighted(i)) ** 2


CLAIM = Claim(
    statement=r"\mathrm{Var}_p\big(\tfrac qp f\big) \le 1 + \chi^2(q \| p), \quad |f| \le 1",
    source=Source(
        "Cortes, Mansour and Mohri 2010, Learning bounds for importance weighting",
        "second moments of importance-weighted losses",
        status="derived",
    ),
    space=lambda n: Space(p=Simplex(n, positive=True), q=Simplex(n), f=Table(n, -1, 1)),
    sizes=(2, 3),
    lhs=variance,
    rhs=lambda i: 1 + chi2(i.q, i.p),
    tight_at={"p": [1, 1], "q": [1, 1], "f": [1, 1, -1]},
    sharpened=lambda i: ratio(99, 100) * (1 + chi2(i.q, i.p)),
)
