"""Along every sample, the drift makes the progress of the divergence.

Per letter ``<E_{pi_theta} phi - E_{pi*} phi, theta - theta*>`` is the Jeffreys sum ``KL(pi*||pi_theta) +
KL(pi_theta||pi*)``; drop the second. In the mean over a sample of words the same holds.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def along(i: Instance, per_prefix: Array) -> Array:
    """The mean over the sample of sums along the words, of a quantity (tree.size,) or (tree.size, d) of the prefix."""
    return xp.dot(i.sample, laws.path_sums(TREE, per_prefix[TREE.parent[1:]])[TREE.leaves])


def drift(i: Instance) -> Array:
    """``mean sum_h (E_{pi_theta} phi - E_{pi*} phi)``."""
    model = loglinear.steps(TREE, i.features, i.theta)
    means = [loglinear.mean_features(TREE, i.features, branch) for branch in (model, i.teacher)]
    return along(i, means[0] - means[1])


CLAIM = Claim(
    statement=(
        r"\varepsilon_\theta(D) \le \langle g_\theta(D), \theta - \theta^* \rangle \quad \text{for every"
        r" sample } D"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.10, first part"),
    space=Space(
        features=Table((TREE.size - 1, 2), -20, 20), truth=Table((2,), -1, 1), theta=Table((2,), -1, 1),
        sample=Simplex(len(TREE.leaves)),
        derived=lambda i: {"teacher": loglinear.steps(TREE, i.features, i.truth)},
    ),
    lhs=lambda i: along(i, token_kl(TREE, i.teacher, loglinear.steps(TREE, i.features, i.theta))),
    rhs=lambda i: xp.dot(drift(i), i.theta - i.truth),
    sharpened=lambda i: xp.ratio(9, 10) * xp.dot(drift(i), i.theta - i.truth),
)  # fmt: skip
