"""The average stopped divergence of truncated SGD.

Regret of the projected steps, progress at least the stopped divergence ``D_A``, noise ``(8 A + 2) sigma^2 + 16 A B^2 D_A``: a
step ``eta <= 1/(16 A B^2)``, sixteen times that of the lemma's own constants, lets half of the progress pay for the last term.
Divided by ``log N - 1 + 1/N`` and ``A`` it bounds the coverage.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, parameters_in_ball, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.learning.training.expectations import truncated_mean_stopped
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear


def bound(i: Instance) -> Array:
    """``|theta_1 - theta*|^2 / (eta T) + 2 eta (4 A + 1) sigma^2``."""
    variance = loglinear.inherent_variance(TREE, i.features, i.teacher)
    return xp.sum((i.start - i.truth) ** 2) / (i.rate * i.size) + 2 * i.rate * (4 * i.level + 1) * variance


CLAIM = Claim(
    statement=(
        r"\eta \le \frac{1}{16 A B^2} \implies \mathbb{E} \frac1T \sum_{t \le T} D_A(\pi_D \| \pi_{\theta^t}) \le"
        r" \frac{\|\theta^1 - \theta^*\|^2}{\eta T} + 2 \eta (4 A + 1) \sigma_*^2"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.2", status="derived"),
    space=lambda steps: parameters_in_ball(
        lambda i: {"rate": i.share / (16 * i.level * scale2(i.features))},
        level=Ratio(xp.ratio(1, 10), 10),
        share=Ratio(xp.ratio(1, 10), 1),
    ),
    sizes=(1, 2, 3),
    lhs=lambda i: truncated_mean_stopped(TREE, i.features, i.teacher, i.start, i.rate, i.level, i.size),
    rhs=bound,
    loose="three steps of 1/(16 A B^2) stay near the start; what long trainings need is in truncated_steps_constant",
)
