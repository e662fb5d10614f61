"""The sharp bound on the excess mass from the coverage coefficient.

``u = w - 1`` has mean 0 and variance ``C - 1`` under ``p``; with ``m = M - 1``,
``E(u - m)_+ = (E|u - m| - m)/2`` and ``E|u - m| <= sqrt(C - 1 + m^2)``. Equality when ``|w - M|`` is
constant. Both sides are squared after moving ``m``.
"""

from proofs_check.alignment._settings import competing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import excess_mass, l1_coverage


def bound(i):
    """``(sqrt((M - 1)^2 + C - 1) - (M - 1)) / 2``."""
    shift = i.level - 1
    return (xp.sqrt(shift**2 + l1_coverage(i.target, i.base) - 1) - shift) / 2


CLAIM = Claim(
    statement=r"\mathcal E_M(\pi) \le \tfrac12\Bigl(\sqrt{(M-1)^2 + C(\pi) - 1} - (M-1)\Bigr)",
    source=Source("arXiv:2503.21878", "sharp form of the excess-mass bound", status="derived"),
    space=lambda n: competing(n, level=Ratio(xp.ratio(1, 4), 12)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: excess_mass(i.target, i.base, i.level),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"target": [3, 1], "base": [1, 3], "level": [5, 3]},
)
