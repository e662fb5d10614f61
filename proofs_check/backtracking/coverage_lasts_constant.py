"""The constant in the time of the theorem on average error.

The prefixes of words of mass just above ``delta`` are underrated in the first half and overrated in the second, as far as
Assumption 4.2 allows. The time from which the event of density above ``2 H kappa^2/delta`` keeps mass at most ``delta`` is
determined to the step: a few hundredths of ``kappa^2 H^3/delta^2``, for which the proof has the constant 64. On these words it
grows like ``H^2/delta``. Without the theorem nothing bounds the left side (trivial: infinity).
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import bottleneck_time
from theory_lab.claims import Choice, Claim, Source, Space

LEVEL = Fraction(2)

CLAIM = Claim(
    statement=r"T_* \le c\,\frac{\kappa^2H^3}{\delta^2}, \quad T_* = \min\Bigl\{T : \Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}"
    r"{\mathbb P(X_t = y)} > \frac{2H\kappa^2}\delta\Bigr] \le \delta \text{ for all } t \ge T\Bigr\},"
    r" \quad c = 64 \text{ in the proof}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, best constant of the time", status="derived"),
    space=lambda depth: Space(
        kappa=Choice(Fraction(5, 4), Fraction(2)),
        delta=Choice(Fraction(1, 2), Fraction(1, 4), Fraction(1, 10)),
        part=Choice(Fraction(21, 20), Fraction(3, 2)),
    ),
    sizes=(4, 8, 16),
    lhs=lambda i, c: bottleneck_time(i.size, i.kappa, i.part * i.delta, i.delta, LEVEL),
    rhs=lambda i, c: c * i.kappa**2 * i.size**3 / i.delta**2,
    unknown="c",
    bracket=(Fraction(0), Fraction(1, 8)),
)
