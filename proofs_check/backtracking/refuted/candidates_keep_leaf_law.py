"""Drawing K candidates in place of all letters changes the leaf law.

The step chooses among K children drawn from ``pi_ref`` and the parent with K times its score. Normalising over the sample biases
the odds of going up, differently at different prefixes; exact values do not help. The chain is still reversible, as every
chain along the edges of a tree.
"""

from theory_lab import numbers as xp
from theory_lab.chains import neighbours
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.walks.transitions import candidate_moves
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def limit(i):
    """The stationary law given a leaf, with exact values as scores."""
    moves = candidate_moves(TREE, i.steps, value(TREE, i.steps, i.reward)[1:], i.size)
    leaves = neighbours.stationary(TREE, *moves)[TREE.leaves]
    return leaves / xp.sum(leaves)


CLAIM = Claim(
    statement=r"\mu_K(\cdot|\Lambda) = \pi^* \text{ for exact values, with } K \text{ sampled candidates a step}",
    source=Source("arXiv:2510.03149", "transitions by sampled candidates", status="second-hand"),
    space=lambda candidates: Space(steps=Steps(TREE, positive=True), reward=Simplex(4, positive=True)),
    sizes=(1, 2, 3),
    relation="==",
    lhs=lambda i: total_variation(limit(i), tilted(leaf_law(TREE, i.steps), i.reward)),
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
