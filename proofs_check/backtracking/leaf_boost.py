"""Scaling the inner values down keeps the target and makes leaves frequent.

With inner values ``Vhat/(kappa H)`` every inner level weighs at most ``Z/H``, so the leaves have at least ``Z / (2 (H - 1)/H Z
+ 2Z) >= 1/4`` of the stationary mass; climbing takes at most ``6 kappa^2 H^2`` steps, by ``w(v) >= V/(kappa^2 H)`` on the way,
at most ``V/H`` on each inner level below and ``V`` at the leaves: ``2H + 2 kappa^2 (H - 1)(3H - 2)``, attained where the first
letters are underrated and, on longer words, the way is a light one. The mass is attained where all scores are ``kappa V*``.
"""

from proofs_check.backtracking._settings import scattered, within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.sequences.laws import value


def derived(i):
    """The walk with scores divided by ``kappa H`` at inner nodes."""
    inner = value(i.tree, i.steps, i.reward)[1 : i.tree.levels[-1].start] / (i.kappa * i.tree.depth)
    return {"weights": walks.edge_weights(i.tree, i.steps, xp.concatenate([scattered(i, inner), i.reward]))}


def climb(i):
    """``2H + 2 kappa^2 (H - 1)(3H - 2)``."""
    depth = i.tree.depth
    return 2 * depth + 2 * i.kappa**2 * (depth - 1) * (3 * depth - 2)


CLAIMS = {
    "climb": Claim(
        statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 2H + 2\kappa^2(H-1)(3H-2) \le 6\kappa^2H^2",
        source=Source("arXiv:2510.03149", "leaf boost, the climb to the root", status="derived"),
        space=lambda size: within_kappa(size, derived),
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        rhs=climb,
        tight_at={"steps": [1] * 6, "reward": [1] * 5, "noise": [1, 0, 0], "kappa": [2, 1]},
        sharpened=lambda i: xp.ratio(99, 100) * climb(i),
    ),
    "leaf_mass": Claim(
        statement=r"\mu(\text{leaves}) \ge \frac{H}{4H-2}",
        source=Source("arXiv:2510.03149", "leaf boost, the mass of the leaves", status="derived"),
        space=lambda size: within_kappa(size, derived),
        sizes=((2, 2), (3, 2), (2, 3)),
        relation=">=",
        lhs=lambda i: leaf_mass(i.tree, i.weights),
        rhs=lambda i: xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
        trivial="probability",
        tight_at={"steps": [1] * 6, "reward": [1] * 5, "noise": [1] * 3, "kappa": [2, 1]},
        sharpened=lambda i: xp.ratio(101, 100) * xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
    ),
}
