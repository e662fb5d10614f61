"""Given a leaf, the stationary law of backtracking is the target, whatever the inner values.

The degree of a leaf is the weight ``pi_ref(y) tau(y)`` of its only edge. Inner values change the speed and
the mass of the leaves, not the law on them.
"""

from proofs_check.backtracking._settings import models, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted


def conditional(i):
    """The stationary law of the walk given a leaf."""
    weights = walks.edge_weights(i.tree, i.steps, xp.concatenate([i.inner, i.reward]))
    leaves = walks.stationary(i.tree, weights)[i.tree.leaves]
    return leaves / xp.sum(leaves)


CLAIM = Claim(
    statement=r"\mu(y \mid \text{leaf}) = \pi_{\mathrm{ref}}(y)\,\tau(y)/Z"
    r" = \pi^*(y) \text{ for all positive inner values}",
    source=Source("arXiv:2510.03149", "leaf-conditional stationary law", status="second-hand"),
    space=lambda size: models(
        size, inner=lambda tree: Table(tree.levels[-1].start - 1, xp.ratio(1, 1000), 1000), reward=reward_up_to_scale
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: total_variation(conditional(i), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: 0,
)
