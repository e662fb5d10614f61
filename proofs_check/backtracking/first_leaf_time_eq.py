"""With exact values the first leaf comes after ``2 H^2`` steps, and the way back takes as long.

The depth is the lazy reflecting simple walk on ``0..H`` (up and down 1/4, stay 1/2; the ends move with
probability 1/2), whatever the model.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """The walk guided by exact values."""
    tree = Tree.complete(*size)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[1:]
        return {"tree": tree, "weights": walks.edge_weights(tree, i.steps, exact)}

    return Space(steps=Steps(tree, positive=True), reward=Simplex(len(tree.leaves), positive=True), derived=derived)


CLAIM = Claim(
    statement=r"\mathbb E_o[\text{time to a leaf}] = 2H^2 = \mathbb E_y[\text{time to the root}]"
    r" \text{ for every leaf } y",
    source=Source("arXiv:2510.03149", "first leaf with exact values", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        lambda i: hitting.first_leaf_time(i.tree, i.weights),
        lambda i: 2 * i.tree.depth**2,
        lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        lambda i: xp.min(hitting.root_times(i.tree, i.weights)[i.tree.leaves]),
    ),
)
