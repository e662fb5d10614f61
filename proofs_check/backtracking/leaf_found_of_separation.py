"""How likely a leaf is after any number of steps, for any law that is near its limit.

A walk whose separation from its limit ``mu`` is at most ``eta`` has the law ``(1 - eta) mu + eta rho`` for some law ``rho``, so
that it is in a set with at least ``1 - eta`` of its probability under ``mu``. At ``eta = 2^(-r)`` (`late_after_rounds_le`), with
leaves of stationary mass at least ``m = 1/(2 (1 + kappa (H - 1)))`` (`leaf_mass_of_levels`), this is `sampling_success_ge`, which
has the walk itself. The set may be soft: an outcome belongs to it with some probability.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def found(i: Instance) -> Array:
    """``p(Lambda)``."""
    return xp.dot((1 - i.eta) * i.limit + i.eta * i.rest, i.member)


CLAIM = Claim(
    statement=r"p = (1 - \eta) \mu + \eta \rho,\ \mu(\Lambda) \ge m: \quad"
    r" (1 - \eta)\, m \le (1 - \eta)\, \mu(\Lambda) \le p(\Lambda)",
    source=Source("arXiv:2510.03149", "Theorem 4.1, success, for any law and its limit", status="derived"),
    space=lambda n: Space(
        limit=Simplex(n),
        rest=Simplex(n),
        member=Table(n, 0, 1),
        eta=Ratio(0, 1),
        least=Ratio(xp.ratio(1, 64), 1),
    ),
    sizes=(2, 3, 4),
    given={"the set has so much of the limit": lambda i: xp.dot(i.limit, i.member) >= i.least},
    chain=(lambda i: (1 - i.eta) * i.least, lambda i: (1 - i.eta) * xp.dot(i.limit, i.member), found),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * found(i),
)
