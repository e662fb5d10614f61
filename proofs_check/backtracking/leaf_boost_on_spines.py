"""Scaling the inner values down, on words of four to six letters.

The statements of `leaf_boost`, which has whole trees of two and three letters; here words branch along one path. Each is a claim.
"""

from proofs_check.backtracking._settings import KAPPA
from proofs_check.backtracking._settings_spines import on_spine
from proofs_check.backtracking.leaf_boost import climb, derived
from proofs_check.backtracking.walk_on_spines import source
from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.claims import Claim, Space
from theory_lab.decoding.walks.backtracking import leaf_mass

DEPTHS = (4, 5, 6)


def boosted(depth: int) -> Space:
    """The walk on a spine with scores divided by ``kappa H`` at inner nodes."""
    return on_spine(depth, derived, KAPPA)


CLAIMS = {
    "climb": Claim(
        statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 2H + 2\kappa^2(H-1)(3H-2), \quad H = 4, 5, 6",
        source=source("leaf boost, the climb to the root"),
        space=boosted,
        sizes=DEPTHS,
        lhs=lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        rhs=climb,
        sharpened=lambda i: xp.ratio(98, 100) * climb(i),
    ),
    "leaf_mass": Claim(
        statement=r"\mu(\text{leaves}) \ge \frac{H}{4H-2}, \quad H = 4, 5, 6",
        source=source("leaf boost, the mass of the leaves"),
        space=boosted,
        sizes=DEPTHS,
        relation=">=",
        lhs=lambda i: leaf_mass(i.tree, i.weights),
        rhs=lambda i: xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
        trivial="probability",
        tight_at={"steps": [1] * 14, "reward": [1] * 6, "noise": [1] * 10, "kappa": [2, 1]},
        sharpened=lambda i: xp.ratio(101, 100) * xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
    ),
}
