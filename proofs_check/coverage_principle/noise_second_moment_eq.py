"""The noise of a mini-batch gradient has the inherent variance over the batch size.

``z`` is the mean over the batch of ``sum_h (phi(y_{<=h}) - E phi(y_{<h}, .))``: independent words, and
martingale differences along each. Nothing but the conditional means enters, so any teacher will do.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.learning.training.dynamics import batches
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def second_moment(i: Instance) -> Array:
    """``E |z|^2`` over all mini-batches of ``i.size`` words."""
    centred = i.features - loglinear.mean_features(TREE, i.features, i.teacher)[TREE.parent[1:]]
    noise = laws.path_sums(TREE, centred)[TREE.leaves]
    counts, masses = batches(laws.leaf_law(TREE, i.teacher), i.size)
    means = xp.sum(counts[:, :, None] * noise, axis=1) / i.size
    return xp.dot(masses, xp.sum(means**2, axis=1))


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \|z\|^2 = \sigma_*^2 / K, \quad z = \frac1K \sum_k \sum_h \big(\phi(y^k_{1:h}) -"
        r" \bar\phi_{\pi_D}(y^k_{<h})\big)"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.10, third part", also=("Lemma I.1, mean square of the score",)),
    space=lambda batch: Space(teacher=Steps(TREE), features=Table((TREE.size - 1, 2), -1, 1)),
    sizes=(1, 2),
    relation="==",
    lhs=second_moment,
    rhs=lambda i: loglinear.inherent_variance(TREE, i.features, i.teacher) / i.size,
)
