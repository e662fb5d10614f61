"""What a word costs beside its share of the walk: total variation given a leaf, for any law that is near its limit.

The last step of Theorem 4.1. A walk whose separation from its limit ``mu`` is at most ``eta`` has the law ``(1 - eta) mu + eta
rho`` for some law ``rho``. Given a set of outcomes, as the leaves are, the part of ``rho`` among those of the set is at most
``eta/((1 - eta) m + eta)``, where ``m`` is at most the mass of the set under ``mu``; and that is how far the law given the set
can be from the target, which is ``mu`` given the set. At ``eta = 2^(-r)`` and ``m = 1/(2 kappa H)`` (`leaf_mass_of_levels`) this
is the bound of `sampling_tv_le`, which has the walk itself. The set may be soft: an outcome belongs to it with some probability.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The law and its limit given the set, of positive mass, and the share of the set that is not as in the limit."""
    law, rest, limit = ((1 - i.eta) * i.limit + i.eta * i.rest) * i.member, i.eta * i.rest * i.member, i.limit * i.member
    whole, mass = (xp.where(some > 0, some, 1) for some in (xp.sum(law), xp.sum(limit)))
    return {"given": law / whole, "target": limit / mass, "share": xp.sum(rest) / whole}


def bound(i: Instance) -> Array:
    """``eta/((1 - eta) m + eta)``."""
    return i.eta / ((1 - i.eta) * i.least + i.eta)


CLAIM = Claim(
    statement=r"p = (1 - \eta) \mu + \eta \rho,\ \mu(\Lambda) \ge m: \quad \mathrm{TV}\bigl(p(\cdot \mid \Lambda),"
    r" \mu(\cdot \mid \Lambda)\bigr) \le \frac{\eta \rho(\Lambda)}{p(\Lambda)} \le \frac{\eta}{(1 - \eta) m + \eta}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, given a leaf, for any law and its limit", status="derived"),
    space=lambda n: Space(
        limit=Simplex(n, positive=True),
        rest=Simplex(n),
        member=Table(n, 0, 1),
        eta=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)),
        least=Ratio(xp.ratio(1, 64), 1),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    given={"the set has so much of the limit": lambda i: xp.dot(i.limit, i.member) >= i.least},
    chain=(lambda i: total_variation(i.given, i.target), lambda i: i.share, bound),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
