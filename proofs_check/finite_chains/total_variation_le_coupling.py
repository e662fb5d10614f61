"""Coupling: two laws are no farther apart than their copies are unequal.

``TV <= P(X != Y)`` for every joint law; a joint law that keeps what it can on the diagonal attains it.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The joint law as a table, and its marginals."""
    table = i.joint.reshape(i.size, i.size)
    return {"table": table, "first": xp.sum(table, axis=1), "second": xp.sum(table, axis=0)}


def apart(i: Instance) -> Array:
    """``P(X != Y)``."""
    return 1 - xp.sum(xp.stack([i.table[x, x] for x in range(i.size)]))


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mu, \nu) \le \mathrm P(X \ne Y), \quad X \sim \mu,\ Y \sim \nu",
    source=Source("Levin and Peres 2017", "Proposition 4.7", status="second-hand"),
    space=lambda n: Space(joint=Simplex(n * n), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: total_variation(i.first, i.second),
    rhs=apart,
    tight_at={"joint": [1, 1, 0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * apart(i),
)
