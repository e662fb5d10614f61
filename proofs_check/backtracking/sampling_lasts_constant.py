"""The constant in front of ``kappa^2 H^2 log`` in the time of the theorem on uniform error.

The explicit proof has 4. On words of two kinds with ``kappa`` from 1.1 to 4 the least sufficient time, determined to the step,
needs about 1/4, most at small ``kappa``. Without the theorem nothing bounds the left side (trivial: infinity).
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import legs, legs_time, theorem_time
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"T_* \le c\,\kappa^2H^2\lceil\log_2(4\kappa H/\delta)\rceil \text{ on words of two kinds}, \quad c = 4"
    r" \text{ in the proof}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, best constant of the time", status="derived"),
    space=lambda depth: legs(),
    sizes=(4, 8, 16),
    lhs=lambda i, c: legs_time(i.size, i.kappa, i.share, int(i.low * i.size)),
    rhs=lambda i, c: c * theorem_time(i.size, i.kappa) / 4,
    unknown="c",
    bracket=(Fraction(0), Fraction(4)),
)
