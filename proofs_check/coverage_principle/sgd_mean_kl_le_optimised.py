"""The average divergence of sequence-level SGD at the best step.

``eta = min(1/(2 H B^2), sqrt(2/(sigma^2 T)))`` in the bound for a fixed step, with ``|theta_1 - theta*|^2 <=
4``. Divided by ``log N - 1 + 1/N`` the right side bounds the average coverage too.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.learning.training import updates
from theory_lab.learning.training.expectations import sgd_mean_kl
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
BALL = updates.ball()


def tuned(features: Array, truth: Array, steps: int) -> dict[str, Array]:
    """Variance, ``2 H B^2`` and the step ``1 / max(2 H B^2, sqrt(sigma^2 T / 2))``."""
    variance = loglinear.inherent_variance(TREE, features, loglinear.steps(TREE, features, truth))
    smoothness = 2 * TREE.depth * xp.maximum(xp.max(xp.sum(features**2, axis=1)), 1)
    return {
        "truth": truth, "variance": variance, "smoothness": smoothness,
        "rate": 1 / xp.sqrt(xp.maximum(smoothness**2, variance * steps / 2)),
    }  # fmt: skip


def space(steps: int) -> Space:
    """Two tokens of two letters with two features."""
    return Space(
        features=Table((TREE.size - 1, 2), -3, 3), end=Table((2,), -1, 1), begin=Table((2,), -1, 1),
        derived=lambda i: {"start": BALL(i.begin)} | tuned(i.features, BALL(i.end), steps),
    )  # fmt: skip


def mean_kl(i: Instance) -> Array:
    """``E (1/T) sum_t KL``, over all samples."""
    return sgd_mean_kl(TREE, i.features, loglinear.steps(TREE, i.features, i.truth), i.start, i.rate, i.size)


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D \| \pi_{\theta^t}) \le \frac{4\sqrt2\,\sigma_*}{\sqrt T}"
        r" + \frac{8 H B^2}{T}, \quad \eta = \min\Big\{\frac{1}{2HB^2}, \sqrt{\frac{2}{\sigma_*^2 T}}\Big\}"
    ),
    source=Source("arXiv:2510.15020", "explicit form of the upper bound of Proposition 5.1", status="derived"),
    space=space,
    sizes=(1, 2, 3),
    lhs=mean_kl,
    rhs=lambda i: xp.sqrt(32 * i.variance / i.size) + 4 * i.smoothness / i.size,
    loose="the step is tuned for many steps; at T <= 3 the second term alone is four times what one step can lose",
)
