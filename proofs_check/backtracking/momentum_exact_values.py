"""With exact values the walk with momentum bounces: every descent is an exact sample.

The weight below an inner node is that above it, so it turns at the ends only. After ``H`` steps down from the root the leaf
follows ``pi*``; the leaves have stationary mass ``1/(H + 1)`` over both directions, as has every level.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.walks import momentum
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on words and a reward up to scale."""
    tree = Tree.complete(*size)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, value(tree, i.steps, i.reward)[1:])
        return {"tree": tree, "weights": weights, "target": tilted(leaf_law(tree, i.steps), i.reward)}

    return Space(steps=Steps(tree, positive=True), reward=Simplex(len(tree.leaves), positive=True), derived=derived)


def turning(i):
    """The stationary probability of turning at an inner node other than the root."""
    return xp.sum(momentum.switching_law(i.tree, i.weights)[i.tree.inner[1:]])


CLAIM = Claim(
    statement=r"\text{no turn at inner nodes}, \quad \mathbb P(X_H = (y, \downarrow)) = \pi^*(y), \quad \nu(\Lambda) ="
    r" \frac1{H+1}",
    source=Source("arXiv:2510.03149", "walk with momentum and exact values", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        turning,
        lambda i: xp.sum(abs(momentum.law_after(i.tree, i.weights, i.tree.depth)[0][i.tree.leaves] - i.target)),
        lambda i: xp.sum(momentum.stationary(i.tree, i.weights)[:, i.tree.leaves]) - xp.ratio(1, i.tree.depth + 1),
        lambda i: 0,
    ),
)
