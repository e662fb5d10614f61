"""Gruess: the covariance of two bounded functions, from the lengths of their ranges.

Its square is at most the product of the variances, each at most ``(max f - E f)(E f - min f)``, and thus a quarter of the square
of the length.  Equality where both are the same function of a fair coin.
"""

from proofs_check.divergences._settings_covariances import covariance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``(max f - min f)(max g - min g)/4``."""
    return (xp.max(i.f) - xp.min(i.f)) * (xp.max(i.g) - xp.min(i.g)) / 4


CLAIM = Claim(
    statement=r"|\mathrm{Cov}_p(f, g)| \le \tfrac 14 (\max f - \min f)(\max g - \min g)",
    source=Source("Gruess 1935", "the inequality of Gruess, for means over finitely many outcomes", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1), g=Table(n, -1, 1)),
    sizes=(2, 3),
    lhs=covariance,
    rhs=bound,
    tight_at={"p": [1, 1], "f": [1, 1, -1], "g": [1, 1, -1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
