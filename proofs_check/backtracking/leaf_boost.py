"""Scaling the inner values down keeps the target and makes leaves frequent.

With inner values ``Vhat/(kappa H)`` every inner level weighs at most ``Z/H``, so the leaves have at least
``Z / (2 (H - 1)/H Z + 2Z) >= 1/4`` of the stationary mass; climbing takes at most ``6 kappa^2 H^2`` steps,
as the general bound shows with ``V*/(kappa^2 H) <= Vhat <= V*/H``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*``, divided by ``kappa H`` at inner nodes; exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner] / (i.kappa * tree.depth)
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        return {"tree": tree, "weights": walks.edge_weights(tree, i.steps, guide)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac{\max_v \mathbb E_v[\text{time to the root}]}{6\kappa^2H^2} \le 1 \le 4\,\mu(\text{leaves})",
    source=Source("arXiv:2510.03149", "leaf boost", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: xp.max(hitting.root_times(i.tree, i.weights)) / (6 * i.kappa**2 * i.tree.depth**2),
        lambda i: 1,
        lambda i: 4 * leaf_mass(i.tree, i.weights),
    ),
    loose="both constants are rounded up from H/(4H - 2) and 4 kappa^2 H^2 + 2H",
)
