"""How much action-level sampling amplifies errors on words of four to six letters: the ratio to the target.

``P(y)/pi*(y)`` is a product of ``H`` factors; the last is 1 (exact leaves), the others lie in ``[kappa^-2, kappa^2]``. Words
branch along one path, which is enough for the density of a word on any tree (`stepwise_ratio_le` has whole trees of two and
three letters).
"""

from proofs_check.backtracking._settings import KAPPA
from proofs_check.backtracking._settings_spines import stepwise_on_spine
from proofs_check.backtracking.stepwise_ratio_le import bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage

CLAIM = Claim(
    statement=r"\kappa^{-2(H-1)} \le P(y)/\pi^*(y) \le \kappa^{2(H-1)}, \quad H = 4, 5, 6",
    source=Source(
        "arXiv:2510.03149",
        "error amplification of action-level rejection sampling",
        status="derived",
        reading="words along one path",
    ),
    space=lambda depth: stepwise_on_spine(depth, KAPPA),
    sizes=(4, 5, 6),
    lhs=lambda i: xp.maximum(linf_coverage(i.sampled, i.target), linf_coverage(i.target, i.sampled)),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
