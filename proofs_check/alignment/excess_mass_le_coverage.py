"""Excess mass from the coverage coefficient.

``t^2/(4M) - t + M = (t/(2 sqrt M) - sqrt M)^2 >= 0``, so ``(t - M)_+ <= t^2/(4M)``; equality at ``t = 2M``.
"""

from proofs_check.alignment._settings import competing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import excess_mass, l1_coverage

CLAIM = Claim(
    statement=r"\mathcal E_M(\pi) \le C(\pi)/(4M)",
    source=Source("arXiv:2503.21878", "excess mass under L1 coverage", status="derived"),
    space=lambda n: competing(n, level=Ratio(xp.ratio(1, 4), 12)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: excess_mass(i.target, i.base, i.level),
    rhs=lambda i: l1_coverage(i.target, i.base) / (4 * i.level),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 400) * l1_coverage(i.target, i.base) / i.level,
    tight_at={"target": [1, 0], "base": [1, 1], "level": [1, 1]},
)
