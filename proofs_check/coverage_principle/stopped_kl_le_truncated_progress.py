"""Progress of a truncated step.

Given the prefix the expected score is ``E_{pi*} phi - E_{pi_theta} phi``, whose inner product with ``theta* -
theta`` is at least the divergence of the next letter (Jeffreys). The weights depend on the prefix only, and
the weighted divergences sum to the stopped one.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, any_parameters
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.learning.training import distillation, expectations
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear


def stopped(i: Instance) -> Array:
    """``E min(A, sum_h KL of the h-th letter)``."""
    model = loglinear.steps(TREE, i.features, i.theta[:, None])
    return expectations.stopped_kls(TREE, i.teacher, model, i.level)[0]


def progress(i: Instance) -> Array:
    """``E <ghat, theta* - theta>``."""
    scores = distillation.truncated_scores(TREE, i.features, i.theta, i.teacher, i.level)
    return xp.dot(laws.leaf_law(TREE, i.teacher), xp.dot(scores, i.truth - i.theta))


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \min\Big\{A, \sum_h \mathrm{KL}(\pi_D(\cdot|y_{<h}) \| \pi_\theta(\cdot|y_{<h}))\Big\} \le"
        r" -\mathbb{E} \langle \hat g_\theta, \theta - \theta^* \rangle"
    ),
    source=Source("arXiv:2510.15020", "equation (90)"),
    space=any_parameters(2, 6, level=Ratio(xp.ratio(1, 20), 20)),
    lhs=stopped,
    rhs=progress,
    sharpened=lambda i: xp.ratio(9, 10) * progress(i),
)
