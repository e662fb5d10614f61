"""The average divergence of sequence-level SGD at the best step.

``eta = min(1/(2 H B^2), sqrt(2/(sigma^2 T)))`` in the bound for a fixed step, with ``|theta_1 - theta*|^2 <=
4``. Divided by ``log N - 1 + 1/N`` the right side bounds the average coverage too.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, mean_kl_of_sgd, parameters_in_ball, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear


def tuned(i: Instance, steps: int) -> dict[str, Array]:
    """Variance, ``2 H B^2`` and the step ``1 / max(2 H B^2, sqrt(sigma^2 T / 2))``."""
    variance = loglinear.inherent_variance(TREE, i.features, i.teacher)
    smoothness = 2 * TREE.depth * scale2(i.features)
    rate = 1 / xp.sqrt(xp.maximum(smoothness**2, variance * steps / 2))
    return {"variance": variance, "smoothness": smoothness, "rate": rate}


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D \| \pi_{\theta^t}) \le \frac{4\sqrt2\,\sigma_*}{\sqrt T}"
        r" + \frac{8 H B^2}{T}, \quad \eta = \min\Big\{\frac{1}{2HB^2}, \sqrt{\frac{2}{\sigma_*^2 T}}\Big\}"
    ),
    source=Source("arXiv:2510.15020", "explicit form of the upper bound of Proposition 5.1", status="derived"),
    space=lambda steps: parameters_in_ball(lambda i: tuned(i, steps)),
    sizes=(1, 2, 3),
    lhs=mean_kl_of_sgd,
    rhs=lambda i: xp.sqrt(32 * i.variance / i.size) + 4 * i.smoothness / i.size,
    loose="the step is tuned for many: at T = 1 the second term alone, 8 H B^2, is four times what one step can lose",
)
