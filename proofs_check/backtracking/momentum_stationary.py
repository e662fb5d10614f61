"""The walk with momentum has a product-form stationary law, and the target on the leaves.

With ``F`` and ``B`` the weights below and above ``v`` the law ``nu(v, down) = nu(v, up)`` is proportional
to ``max(F, B)``: the inflow into ``(v, down)`` is ``B + (F - B)_+``, and that into ``(v, up)`` is
``F + (B - F)_+``. At a leaf ``F = 0`` and ``B = pi_ref tau``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.decoding.walks.momentum import stationary, step
from theory_lab.sequences.laws import leaf_law, tilted
from theory_lab.sequences.trees import Tree


def models(size):
    """Arbitrary positive inner values and a reward at the leaves up to scale."""
    tree = Tree.complete(*size)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, xp.concatenate([i.inner, i.reward]))
        return {"tree": tree, "weights": weights, "law": stationary(tree, weights)}

    return Space(
        steps=Steps(tree, positive=True), inner=Table(tree.levels[-1].start - 1, xp.ratio(1, 16), 16),
        reward=Simplex(len(tree.leaves)), derived=derived,
    )  # fmt: skip


def on_leaves(i):
    """The distance of the stationary law given a leaf from the target."""
    leaves = xp.sum(i.law, axis=0)[i.tree.leaves]
    return xp.sum(abs(leaves / xp.sum(leaves) - tilted(leaf_law(i.tree, i.steps), i.reward)))


CLAIM = Claim(
    statement=r"\nu(v,\downarrow) = \nu(v,\uparrow) \propto \max(F(v), B(v)), \quad \nu P = \nu,"
    r" \quad \nu(y \mid \text{leaf}) = \pi^*(y)",
    source=Source("arXiv:2510.03149", "walk with momentum, Appendix E.1", status="second-hand"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        lambda i: xp.sum(abs(step(i.tree, i.weights, i.law) - i.law)),
        lambda i: 0,
        on_leaves,
    ),
)
