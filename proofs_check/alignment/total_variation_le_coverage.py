"""Total variation from the coverage coefficient.

``E_1 = TV``, and the sharp bound on the excess mass at ``M = 1`` is ``sqrt(C - 1)/2``; equality when ``|w - 1|`` is
constant. Both sides are squared.
"""

from proofs_check.alignment._settings import competing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import excess_mass, l1_coverage
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathcal E_1(\pi)^2 = \mathrm{TV}(\pi, p)^2 \le \tfrac14\bigl(C(\pi) - 1\bigr)",
    source=Source("arXiv:2503.21878", "total variation under L1 coverage", status="derived"),
    space=competing,
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: excess_mass(i.target, i.base, 1) ** 2,
        lambda i: total_variation(i.target, i.base) ** 2,
        lambda i: (l1_coverage(i.target, i.base) - 1) / 4,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 400) * (l1_coverage(i.target, i.base) - 1),
    tight_at={"target": [3, 1], "base": [1, 1]},
)
