"""With exact values the first leaf comes after ``2 H^2`` steps, and the way back takes as long.

The depth is the lazy reflecting simple walk on ``0..H`` (up and down 1/4, stay 1/2; the ends move with
probability 1/2), whatever the model.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import value


def derived(i):
    """The walk guided by exact values."""
    return {"weights": walks.edge_weights(i.tree, i.steps, value(i.tree, i.steps, i.reward)[1:])}


CLAIM = Claim(
    statement=r"\mathbb E_o[\text{time to a leaf}] = 2H^2 = \mathbb E_y[\text{time to the root}]"
    r" \text{ for every leaf } y",
    source=Source("arXiv:2510.03149", "first leaf with exact values", status="derived"),
    space=lambda size: models(size, derived, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        lambda i: hitting.first_leaf_time(i.tree, i.weights),
        lambda i: 2 * i.tree.depth**2,
        lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        lambda i: xp.min(hitting.root_times(i.tree, i.weights)[i.tree.leaves]),
    ),
)
