"""The worlds of the lower bound have the coverage and the error that they are said to have.

``E_p w_i^2 = 1 + (C - 1) E_p g_i^2 / eps^2 = C`` and ``E_p g_i^2 = eps^2``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.coefficients import l1_coverage


def both(i):
    """``C(pi_0) + E_p g_0^2`` of the first world."""
    n = i.size
    unit = np.eye(n, dtype=int)[0] * n - 1
    base = xp.full((n,), xp.ratio(1, n), like=i.spread)
    shift = i.error * xp.sqrt(n - 1) * unit / (n - 1)
    return l1_coverage((1 + i.spread * unit) / n, base) + xp.dot(base, shift**2)


CLAIM = Claim(
    statement=r"C(\pi_i) + \mathbb E_p g_i^2 = \bigl(1 + (n-1)s^2\bigr) + \varepsilon^2",
    source=Source("arXiv:2503.21878", "Proposition 2.1, the lower-bound family", status="derived"),
    space=lambda n: Space(spread=Ratio(0, 1), error=Ratio(0, 1)),
    sizes=(2, 3, 7),
    relation="==",
    lhs=both,
    rhs=lambda i: 1 + (i.size - 1) * i.spread**2 + i.error**2,
)
