"""The noise of a truncated step.

Split the score into its conditional mean, which is at most ``sqrt(2 Var KL) + 2 B KL`` per letter (`mean_feature_gap_le`), and
a martingale; the weights keep the sum of the divergences at most ``A``, so that the square of the first part is at most a
multiple of ``A`` times its progress. The lemma, whose means may differ by ``4 sqrt(Var KL) + 8 B KL``, has 64 and 256 in place
of 8 and 16.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, parameters_in_ball, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.learning.training import distillation, expectations
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear


def second_moment(i: Instance) -> Array:
    """``E |ghat|^2``."""
    scores = distillation.truncated_scores(TREE, i.features, i.start, i.teacher, i.level)
    return xp.dot(laws.leaf_law(TREE, i.teacher), xp.sum(scores**2, axis=1))


def bound(i: Instance) -> Array:
    """``(8 A + 2) sigma^2 + 16 A B^2 D_A``."""
    model = loglinear.steps(TREE, i.features, i.start[:, None])
    stopped = expectations.stopped_kls(TREE, i.teacher, model, i.level)[0]
    variance = loglinear.inherent_variance(TREE, i.features, i.teacher)
    return (8 * i.level + 2) * variance + 16 * i.level * scale2(i.features) * stopped


CLAIM = Claim(
    statement=(r"\mathbb{E} \|\hat g_\theta\|^2 \le (8 A + 2) \sigma_*^2 + 16 A B^2 D_A(\pi_D \| \pi_\theta)"),
    source=Source("arXiv:2510.15020", "Lemma I.11, sharpened", status="derived", also=("Lemma I.11",)),
    space=parameters_in_ball(level=Ratio(xp.ratio(1, 20), 20)),
    lhs=second_moment,
    rhs=bound,
    loose="at theta = theta* the sides are sigma^2 and (8 A + 2) sigma^2: the two parts of the score are squared apart",
)
