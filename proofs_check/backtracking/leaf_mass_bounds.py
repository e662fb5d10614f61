"""The stationary mass of the leaves under uniform error.

``mu(leaves) = W_H / (2 sum_h W_h)`` with ``W_h`` the weight of level ``h``; inner levels have ``W_h`` in
``[Z/kappa, kappa Z]``, the last one ``W_H = Z``. Both ends are attained when all errors are equal.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        return {"tree": tree, "weights": walks.edge_weights(tree, i.steps, guide)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


def upper(i):
    """``1 / (2 (1 + (H - 1)/kappa))``."""
    return 1 / (2 * (1 + (i.tree.depth - 1) / i.kappa))


CLAIM = Claim(
    statement=r"\frac1{2\kappa H} \le \frac1{2(1+\kappa(H-1))} \le \mu(\text{leaves})"
    r" \le \frac1{2(1+(H-1)/\kappa)}",
    source=Source("arXiv:2510.03149", "leaf mass under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (2 * i.kappa * i.tree.depth),
        lambda i: 1 / (2 * (1 + i.kappa * (i.tree.depth - 1))),
        lambda i: leaf_mass(i.tree, i.weights),
        upper,
    ),
    sharpened=lambda i: xp.ratio(9, 10) * upper(i),
)
