"""The first leaf does not follow the target.

Words are favoured by the conductance of their path: larger inner values on one side attract the walk,
although every leaf has the right weight. The law given a leaf is right only in the long run.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def first(i):
    """The law of the first leaf; all words are rewarded, so that exact values are 1."""
    guide = xp.concatenate([i.inner, xp.ones((4,), like=i.inner)])
    return first_leaf_law(TREE, walks.edge_weights(TREE, i.steps, guide))


CLAIM = Claim(
    statement=r"\text{the first leaf of the walk follows } \pi^* \text{ when leaf values are exact}",
    source=Source("arXiv:2510.03149", "stopping at the first leaf", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), inner=Simplex(2, positive=True)),
    relation="==",
    lhs=lambda i: total_variation(first(i), leaf_law(TREE, i.steps)),
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
