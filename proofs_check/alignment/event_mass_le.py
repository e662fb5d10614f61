"""How much a covered policy can change the mass of an event.

``pi(B) - p(B) = E_p[(w - 1)(1_B - p(B))]`` and Cauchy-Schwarz with the variance ``kappa (1 - kappa)`` of
the indicator. Equality when the density is constant on the event and on its complement.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The event, and its mass under both laws."""
    event = xp.at_least(i.score, xp.ratio(1, 2))
    return {"mass": xp.dot(i.base, event), "target_mass": xp.dot(i.target, event)}


def bound(i):
    """``(C - 1) kappa (1 - kappa)``."""
    return (l1_coverage(i.target, i.base) - 1) * i.mass * (1 - i.mass)


CLAIM = Claim(
    statement=r"(\pi(B) - \kappa)^2 \le (C(\pi) - 1)\,\kappa(1-\kappa), \quad \kappa = p(B)",
    source=Source("Safety Hacking in Constrained Best-of-N", "mass of a set under L1 coverage", status="printed"),
    space=lambda n: Space(base=Simplex(n, positive=True), target=Simplex(n), score=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: (i.target_mass - i.mass) ** 2,
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 3], "target": [1, 1], "score": [1, 1, 0]},
)
