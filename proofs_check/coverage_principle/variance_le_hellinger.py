"""Variances of a bounded vector under two laws, from their Hellinger distance: second lemma.

``E_P |g - E_P g|^2 <= E_P |g - E_Q g|^2``, and ``P <= 2 Q + 2 (sqrt P - sqrt Q)^2`` with ``|g - E_Q g| <= 2B``: this
already gives ``2 Var_Q + 16 B^2 H2``, below the printed ``3 Var_Q + 16 B^2 H2``. The 2 is needed, for
laws that are far apart.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def variance(law: Array, g: Array) -> Array:
    """``E |g - E g|^2``."""
    return xp.dot(law, xp.sum((g - xp.dot(law, g)) ** 2, axis=1))


def bound(i: Instance) -> Array:
    """``2 Var_Q + 16 B^2 H2``."""
    return 2 * variance(i.q, i.g) + 16 * xp.max(xp.sum(i.g**2, axis=1)) * hellinger2(i.p, i.q)


CLAIM = Claim(
    statement=(
        r"\mathrm{E}_P \|g - \mathrm{E}_P g\|^2 \le 2\, \mathrm{Var}_Q(g) + 16 B^2\, \mathrm{H}^2"
        r", \quad \|g\| \le B"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.4, second part, sharpened", status="derived", also=("Lemma F.4, second part",)),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), g=Table((n, 2), -2, 2)),
    sizes=(2, 3),
    lhs=lambda i: variance(i.p, i.g),
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
