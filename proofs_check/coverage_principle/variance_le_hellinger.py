"""Variances of a bounded vector under two laws, from their Hellinger distance: second lemma.

``E_P |g - E_P g|^2 <= E_P |g - E_Q g|^2``, and ``P <= 2 Q + 2 (sqrt P - sqrt Q)^2`` with ``|g - E_Q g| <= 2B``: this
already gives ``2 Var_Q + 16 B^2 H2``, below the printed ``3 Var_Q + 16 B^2 H2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def variance(law: Array, g: Array) -> Array:
    """``E |g - E g|^2``."""
    return xp.dot(law, xp.sum((g - xp.dot(law, g)) ** 2, axis=1))


def remainder(i: Instance) -> Array:
    """``16 B^2 H2``."""
    return 16 * xp.max(xp.sum(i.g**2, axis=1)) * hellinger2(i.p, i.q)


CLAIM = Claim(
    statement=(
        r"\mathrm{E}_P \|g - \mathrm{E}_P g\|^2 \le 2\, \mathrm{Var}_Q(g) + 16 B^2\, \mathrm{H}^2"
        r" \le 3\, \mathrm{Var}_Q(g) + 16 B^2\, \mathrm{H}^2, \quad \|g\| \le B"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.4, second part"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), g=Table((n, 2), -2, 2)),
    sizes=(2, 3),
    chain=(
        lambda i: variance(i.p, i.g),
        lambda i: 2 * variance(i.q, i.g) + remainder(i),
        lambda i: 3 * variance(i.q, i.g) + remainder(i),
    ),
    loose="a variable at distance 2B from the mean of Q on all of P's new mass has a variance of its own",
)
