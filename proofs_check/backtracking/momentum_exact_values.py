"""With exact values the walk with momentum bounces: every descent is an exact sample.

The weight below an inner node is that above it, so it turns at the ends only. After ``H`` steps down from the root the leaf
follows ``pi*``; the leaves have stationary mass ``1/(H + 1)`` over both directions, as has every level.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks import momentum
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """The walk guided by exact values, and the target."""
    weights = walks.edge_weights(i.tree, i.steps, value(i.tree, i.steps, i.reward)[1:])
    return {"weights": weights, "target": tilted(leaf_law(i.tree, i.steps), i.reward)}


def turning(i):
    """The stationary probability of turning at an inner node other than the root."""
    return xp.sum(momentum.switching_law(i.tree, i.weights)[i.tree.inner[1:]])


CLAIM = Claim(
    statement=r"\text{no turn at inner nodes}, \quad \mathbb P(X_H = (y, \downarrow)) = \pi^*(y), \quad \nu(\Lambda) ="
    r" \frac1{H+1}",
    source=Source("arXiv:2510.03149", "walk with momentum and exact values", status="derived"),
    space=lambda size: models(size, derived, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        turning,
        lambda i: xp.sum(abs(momentum.law_after(i.tree, i.weights, i.tree.depth)[0][i.tree.leaves] - i.target)),
        lambda i: xp.sum(momentum.stationary(i.tree, i.weights)[:, i.tree.leaves]) - xp.ratio(1, i.tree.depth + 1),
        lambda i: 0,
    ),
)
