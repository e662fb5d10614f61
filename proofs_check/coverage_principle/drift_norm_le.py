"""Along every sample, the drift is small where the divergence is.

Means of a vector of norm at most ``B`` under two laws differ by at most ``sqrt(2 Var KL) + 2 B KL`` per letter
(`mean_feature_gap_le`); Cauchy-Schwarz over the letters of all words of the sample. The lemma has 4 and 8.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, along, any_parameters, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear


def drift_norm(i: Instance) -> Array:
    """``|mean sum_h (E_{pi_theta} phi - E_{pi*} phi)|``."""
    model = loglinear.steps(TREE, i.features, i.theta)
    means = [loglinear.mean_features(TREE, i.features, branch) for branch in (model, i.teacher)]
    return xp.sqrt(xp.sum(along(i, means[0] - means[1]) ** 2))


def bound(i: Instance) -> Array:
    """``sqrt(2 sigma^2(D) eps(D)) + 2 B eps(D)``."""
    divergence = along(i, token_kl(TREE, i.teacher, loglinear.steps(TREE, i.features, i.theta)))
    variance = along(i, loglinear.variances(TREE, i.features, i.teacher))
    return xp.sqrt(2 * variance * divergence) + 2 * i.scale * divergence


CLAIM = Claim(
    statement=(
        r"\|g_\theta(D)\| \le \sqrt{2 \sigma^2(D)\, \varepsilon_\theta(D)} + 2 B\, \varepsilon_\theta(D)"
        r" \quad \text{for every sample } D"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.10, second part, sharpened", status="derived", also=("Lemma I.10, second part",)),
    space=any_parameters(2, 20, lambda i: {"scale": xp.sqrt(scale2(i.features))}, sample=Simplex(len(TREE.leaves))),
    lhs=drift_norm,
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
