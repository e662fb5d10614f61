"""The stationary mass of the leaves under uniform error, on words of four to six letters along one path.

``mu(leaves) = W_H/(2 sum_h W_h)`` depends on the levels alone, whose weights a spine has like any tree. Both ends are attained
when all errors are equal; `leaf_mass_bounds` has whole trees of two and three letters.
"""

from proofs_check.backtracking._settings import KAPPA
from proofs_check.backtracking._settings_spines import walks_on_spine
from proofs_check.backtracking.leaf_mass_bounds import upper
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.backtracking import leaf_mass

CLAIM = Claim(
    statement=r"\frac1{2(1+\kappa(H-1))} \le \mu(\text{leaves}) \le \frac1{2(1+(H-1)/\kappa)}, \quad H = 4, 5, 6",
    source=Source("arXiv:2510.03149", "leaf mass under Assumption 4.1", status="derived", reading="words along one path"),
    space=lambda depth: walks_on_spine(depth, KAPPA),
    sizes=(4, 5, 6),
    chain=(
        lambda i: 1 / (2 * (1 + i.kappa * (i.tree.depth - 1))),
        lambda i: leaf_mass(i.tree, i.weights),
        upper,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(9, 10) * upper(i),
)
