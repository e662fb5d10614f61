"""The covariance of two functions, from the mean deviation of one and the range of the other.

A number may be added to ``g``: its middle makes ``|g|`` at most half of the length of its range. So it is at least as good as the
inequality of Gruess, since the mean deviation is at most half of the range. Equality where both are one function of a coin.
"""

from proofs_check.divergences._settings_covariances import covariance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``E |f - E f| (max g - min g)/2``."""
    return xp.dot(i.p, abs(i.f - xp.dot(i.p, i.f))) * (xp.max(i.g) - xp.min(i.g)) / 2


CLAIM = Claim(
    statement=r"|\mathrm{Cov}_p(f, g)| \le \tfrac 12\, \mathbb E_p |f - \mathbb E_p f|\, (\max g - \min g)",
    source=Source(
        "Cerone and Dragomir 2007", "a refinement of the inequality of Gruess, for finitely many outcomes", status="derived"
    ),
    space=lambda n: Space(p=Simplex(n), f=Table(n, -1, 1), g=Table(n, -1, 1)),
    sizes=(2, 3),
    lhs=covariance,
    rhs=bound,
    tight_at={"p": [1, 3], "f": [1, 1, -1], "g": [1, 1, -1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
