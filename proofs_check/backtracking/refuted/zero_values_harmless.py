"""Inner values may be wrong but not zero.

If the verifier gives 0 to a live prefix (a Monte-Carlo estimate without successes), the words below it are
never reached, and the law given a leaf is the target conditioned on the rest.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def reached(i):
    """The limit law on leaves: edges below an edge of weight 0 are out of reach; all words are rewarded."""
    guide = xp.concatenate([i.inner, xp.ones((4,), like=i.inner)])
    return stationary_leaf_law(TREE, walks.root_component(TREE, walks.edge_weights(TREE, i.steps, guide)))


CLAIM = Claim(
    statement=r"\mu(\cdot \mid \text{leaf}) = \pi^* \text{ for all nonnegative inner values}",
    source=Source("arXiv:2510.03149", "leaf-conditional stationary law with zero values", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), inner=Simplex(2)),
    relation="==",
    lhs=lambda i: total_variation(reached(i), leaf_law(TREE, i.steps)),
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
