"""Means of a bounded vector under two laws, from their Hellinger distance: first lemma.

``E_P g - E_Q g = sum (g - E_Q g)(sqrt P - sqrt Q)(sqrt P + sqrt Q)``; Cauchy-Schwarz against ``sqrt P + sqrt Q``, whose part with
``sqrt Q`` carries the variance and whose part with ``sqrt P - sqrt Q`` the square of the distance.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def gap(i: Instance) -> Array:
    """``|E_P g - E_Q g|``."""
    return xp.sqrt(xp.sum((xp.dot(i.p, i.g) - xp.dot(i.q, i.g)) ** 2))


def bound(i: Instance) -> Array:
    """``4 sqrt(Var_Q g H2) + 8 B H2``."""
    variance = xp.dot(i.q, xp.sum((i.g - xp.dot(i.q, i.g)) ** 2, axis=1))
    scale, distance = xp.sqrt(xp.max(xp.sum(i.g**2, axis=1))), hellinger2(i.p, i.q)
    return 4 * xp.sqrt(variance * distance) + 8 * scale * distance


CLAIM = Claim(
    statement=(
        r"\|\mathrm{E}_P g - \mathrm{E}_Q g\| \le 4 \sqrt{\mathrm{Var}_Q(g)}\, \mathrm{H} + 8 B\, \mathrm{H}^2,"
        r" \quad \|g\| \le B"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.4, first part"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), g=Table((n, 2), -2, 2)),
    sizes=(2, 3),
    lhs=gap,
    rhs=bound,
    loose="2 sqrt(2) in place of 4 and 4 in place of 8 follow from the same proof",
)
