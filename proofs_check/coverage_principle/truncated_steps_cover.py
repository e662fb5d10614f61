"""Truncated gradients cover: Theorem 6.2 for coverage, at the step of the proof and for as long as it takes.

Words of 64 and 128 tosses on a prompt of probability 1/4 or 1, ``B = 1``, ``eta = 1/(256 log N)``, from the start -1 to the
truth 1; the teacher's laws are known, so that a word is read until the divergences of its tosses have added up to ``log N``.
The sum of the mean coverages over the training is enclosed by potential functions. At so small a step the explicit bound,
``(|theta_1 - theta*|^2/(eta T) + 2 eta (32 log N + 1) sigma^2)(1/(log N - 1 + 1/N) + 1/log N)``, is below the trivial 1 from
some thousand steps on: .32 after ten thousand, where the mean coverage is .015. Sizes are the reciprocal of the probability,
``H``, ``log N`` and ``T``.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_sojourns import Truncated, mean_coverage, noise, per_divergence
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array


def bound(training: Truncated) -> Array:
    """The explicit bound; ``|theta_1 - theta*| = 2``."""
    level = training.log_level
    return (xp.ratio(4 * 256 * level, training.steps) + xp.ratio(32 * level + 1, 128 * level) * noise(training)) * per_divergence(
        training
    )


def sides(size: tuple[int, int, int, int]) -> tuple[Fraction, Array]:
    """The mean coverage from above and the bound."""
    prompts, horizon, level, steps = size
    training = Truncated(Fraction(1, prompts), horizon, level, steps)
    return mean_coverage(training)[1], bound(training)


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) < \Big( \tfrac{\|\theta^1 -"
        r" \theta^*\|^2}{\eta T} + 2 \eta (32 \log N + 1) \sigma_*^2 \Big) \Big( \tfrac{1}{\log N - 1 + 1/N} + \tfrac{1}{\log N}"
        r" \Big) \quad \text{on these instances}"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Theorem 6.2 for coverage, in explicit form",
        status="derived",
        reading="words of one coin, d = 1, B = 1",
    ),
    kind="value",
    relation="<",
    sizes=tuple(
        (prompts, horizon, level, steps)
        for prompts, horizon, level in ((4, 64, 30), (1, 128, 50))
        for steps in (5000, 10_000, 100_000)
    ),
    value=sides,
    trivial="probability",
    loose="the proof has 2048 in front of B^2/T; truncated_steps_constant has what is needed",
)
