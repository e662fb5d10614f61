"""The comparators of the compute lower bound are covered.

``C = s^2/q + (1 - s)^2/(1 - q) = (C_0 - 1) + (1 - s)^2/(1 - q)`` with ``q = s^2/(C_0 - 1)``, and
``(1 - s)^2 <= 1 - q`` for ``C_0 >= 2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.coefficients import l1_coverage


def coverage(i):
    """``C(pi*)`` for ``pi*(y_1) = s`` and ``p(y_1) = s^2/(C_0 - 1)``."""
    mass = i.share**2 / (i.level - 1)
    base, target = (xp.stack([first, 1 - first]) for first in (mass, i.share))
    return l1_coverage(target, base)


CLAIM = Claim(
    statement=r"C(\pi^*) \le C_0 \text{ for } \pi^*(y_1) = s,\ p(y_1) = s^2/(C_0-1),\ C_0 \ge 2",
    source=Source("arXiv:2503.21878", "compute lower bound, the family", status="derived"),
    space=Space(share=Ratio(xp.ratio(1, 2**20), 1), level=Ratio(2, 12)),
    lhs=coverage,
    rhs=lambda i: i.level,
    sharpened=lambda i: xp.ratio(99, 100) * i.level,
    tight_at=lambda k: {"share": [1, 2**k], "level": [2, 1]},
    rate="1 - ratio of order 2^-k",
)
