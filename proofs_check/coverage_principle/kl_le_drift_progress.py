"""Along every sample, the drift makes the progress of the divergence.

Per letter ``<E_{pi_theta} phi - E_{pi*} phi, theta - theta*>`` is the Jeffreys sum ``KL(pi*||pi_theta) +
KL(pi_theta||pi*)``; drop the second. In the mean over a sample of words the same holds.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, along, any_parameters
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear


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
    space=any_parameters(2, 20, sample=Simplex(len(TREE.leaves))),
    lhs=lambda i: along(i, token_kl(TREE, i.teacher, loglinear.steps(TREE, i.features, i.theta))),
    rhs=lambda i: xp.dot(drift(i), i.theta - i.truth),
    sharpened=lambda i: xp.ratio(9, 10) * xp.dot(drift(i), i.theta - i.truth),
)
