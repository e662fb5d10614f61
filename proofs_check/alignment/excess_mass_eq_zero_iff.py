"""The excess mass vanishes exactly from the L-infinity coverage on.

``sum (pi - M p)_+ = 0`` says that ``pi <= M p`` everywhere.
"""

from proofs_check.alignment._settings import competing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import excess_mass, linf_coverage

CLAIM = Claim(
    statement=r"\mathcal E_M(\pi) = 0 \iff M \ge C_\infty(\pi)",
    source=Source("arXiv:2503.21878", "excess mass beyond L-infinity coverage", status="derived"),
    space=lambda n: competing(n, level=Ratio(xp.ratio(1, 4), 12)),
    sizes=(2, 3, 5, 8),
    relation="==",
    lhs=lambda i: xp.at_least(0, excess_mass(i.target, i.base, i.level)),
    rhs=lambda i: xp.at_least(i.level, linf_coverage(i.target, i.base)),
)
