"""Means of a bounded vector under two laws, from their Hellinger distance: first lemma.

``E_P g - E_Q g = sum (g - E_Q g)(sqrt P - sqrt Q)(sqrt P + sqrt Q)``; Cauchy-Schwarz against ``sqrt P + sqrt Q``, whose part
with ``sqrt Q`` carries the variance and whose part with ``sqrt P - sqrt Q`` the square of the distance. This gives ``2
sqrt(2)`` and 4 where the lemma has 4 and 8; neither can be smaller, for nearby laws and for ``Q`` on one outcome.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def gap(i: Instance) -> Array:
    """``|E_P g - E_Q g|``."""
    return xp.sqrt(xp.sum((xp.dot(i.p, i.g) - xp.dot(i.q, i.g)) ** 2))


def bound(i: Instance) -> Array:
    """``2 sqrt(2 Var_Q g H2) + 4 B H2``."""
    variance = xp.dot(i.q, xp.sum((i.g - xp.dot(i.q, i.g)) ** 2, axis=1))
    scale, distance = xp.sqrt(xp.max(xp.sum(i.g**2, axis=1))), hellinger2(i.p, i.q)
    return xp.sqrt(8 * variance * distance) + 4 * scale * distance


CLAIM = Claim(
    statement=(
        r"\|\mathrm{E}_P g - \mathrm{E}_Q g\| \le 2 \sqrt{2\, \mathrm{Var}_Q(g)}\, \mathrm{H} + 4 B\, \mathrm{H}^2,"
        r" \quad \|g\| \le B"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.4, first part, sharpened", status="derived", also=("Lemma F.4, first part",)),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), g=Table((n, 2), -2, 2)),
    sizes=(2, 3),
    lhs=gap,
    rhs=bound,
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1], "g": [1, 1, 0, -1, 0]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
