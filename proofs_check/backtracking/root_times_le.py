"""The time to climb back to the root under uniform error.

``vol(T_u) <= w(u) + 2 (kappa (H - 1 - h) + 1) f(u)`` for ``|u| = h < H`` with the flow
``f(u) = pi_ref(u) V*(u) <= kappa w(u)``; sum over the path. Attained at ``kappa = 1``, and for ``H = 2``
when every inner value is ``V*/kappa``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
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


def bound(i):
    """``2H + 2 kappa^2 (H - 1)(H - 2) + 4 kappa (H - 1)``."""
    depth = i.tree.depth
    return 2 * depth + 2 * i.kappa**2 * (depth - 1) * (depth - 2) + 4 * i.kappa * (depth - 1)


CLAIM = Claim(
    statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 2H + 2\kappa^2(H-1)(H-2) + 4\kappa(H-1)"
    r" \le 2\kappa^2H^2",
    source=Source("arXiv:2510.03149", "climbing times under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: xp.max(hitting.root_times(i.tree, i.weights)), bound, lambda i: 2 * i.kappa**2 * i.tree.depth**2
    ),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)  # fmt: skip
