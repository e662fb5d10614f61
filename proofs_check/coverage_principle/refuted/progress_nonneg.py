"""A normalised step may lose ground in the mean.

The proof of Lemma I.9 calls the case of a capped divergence below ``1/K`` trivial, as if ``Lambda = E <-gtilde, theta -
theta*>`` were nonnegative. Normalising after taking the mean of a mini-batch weighs small gradients more, and near the
truth the mean of the normalised gradient may point away from it. The lemma is true (``capped_divergence_le_progress``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.learning.training.expectations import normalised_moments
from theory_lab.numbers import ratio
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 1)

CLAIM = Claim(
    statement=r"0 \le \Lambda_\theta = \mathrm{E} \langle -\tilde g, \theta - \theta^* \rangle, \quad \lambda = 8 B M",
    source=Source("arXiv:2510.15020", "proof of Lemma I.9"),
    space=lambda batch: Space(
        features=Table((TREE.size - 1, 1), -3, 3),
        truth=Table((1,), -1, 1),
        theta=Table((1,), -1, 1),
        cap=Ratio(ratio(1, 8), 8),
        derived=lambda i: {"damping": 8 * i.cap * xp.maximum(xp.max(abs(i.features)), 1)},
    ),
    sizes=(1, 2),
    lhs=lambda i: 0,
    rhs=lambda i: normalised_moments(TREE, i.features, i.truth, i.theta, i.damping, i.cap, i.size).drift,
    expect="fails",
    falls="proof step",
)
