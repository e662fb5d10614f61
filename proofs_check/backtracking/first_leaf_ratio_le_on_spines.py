"""The distortion of the first leaf from above, on words of four and five letters.

`first_leaf_ratio_le` has whole trees of two and three letters; here words branch along one path, with all errors that
Assumption 4.1 allows.
"""

from proofs_check.backtracking._settings import KAPPA
from proofs_check.backtracking._settings_spines import first_leaves_on_spine
from proofs_check.backtracking.first_leaf_ratio_le import bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage

CLAIM = Claim(
    statement=(
        r"\mathbb P(\text{first leaf} = y) \le \kappa \prod_{n=1}^{H-1} \frac{n+1}{n+\kappa^{-2}}\;\pi^*(y), \quad H = 4, 5"
    ),
    source=Source(
        "arXiv:2510.03149", "distortion of the first leaf under Assumption 4.1", status="derived", reading="words along one path"
    ),
    space=lambda depth: first_leaves_on_spine(depth, KAPPA),
    sizes=(4, 5),
    lhs=lambda i: linf_coverage(i.first, i.target),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
