"""Given a leaf, the stationary law of backtracking is the target, whatever the inner values.

The degree of a leaf is the weight ``pi_ref(y) tau(y)`` of its only edge. Inner values change the speed and
the mass of the leaves, not the law on them.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on words, arbitrary positive inner values over six orders of magnitude, a reward at the leaves up to scale."""
    tree = Tree.complete(*size)
    inner = tree.levels[-1].start - 1
    return Space(
        steps=Steps(tree, positive=True), inner=Table(inner, xp.ratio(1, 1000), 1000),
        reward=Simplex(len(tree.leaves)), derived=lambda i: {"tree": tree},
    )  # fmt: skip


def conditional(i):
    """The stationary law of the walk given a leaf."""
    weights = walks.edge_weights(i.tree, i.steps, xp.concatenate([i.inner, i.reward]))
    leaves = walks.stationary(i.tree, weights)[i.tree.leaves]
    return leaves / xp.sum(leaves)


CLAIM = Claim(
    statement=r"\mu(y \mid \text{leaf}) = \pi_{\mathrm{ref}}(y)\,\tau(y)/Z"
    r" = \pi^*(y) \text{ for all positive inner values}",
    source=Source("arXiv:2510.03149", "leaf-conditional stationary law", status="second-hand"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: total_variation(conditional(i), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: 0,
)
