"""Scaling the inner values down keeps the target and makes leaves frequent.

With inner values ``Vhat/(kappa H)`` every inner level weighs at most ``Z/H``, so the leaves have at least
``Z / (2 (H - 1)/H Z + 2Z) >= 1/4`` of the stationary mass; climbing takes at most ``6 kappa^2 H^2`` steps,
as the general bound shows with ``V*/(kappa^2 H) <= Vhat <= V*/H``. The mass is attained where all scores are ``kappa V*``.
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


CLAIMS = {
    "climb": Claim(
        statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 6\kappa^2H^2",
        source=Source("arXiv:2510.03149", "leaf boost, the climb to the root", status="derived"),
        space=lambda size: within_kappa(size, derived),
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        rhs=lambda i: 6 * i.kappa**2 * i.tree.depth**2,
        loose="rounded up from 4 kappa^2 H^2 + 2H",
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
