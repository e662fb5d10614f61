"""Normalised gradients cover: Theorem 5.1 at the printed steps, over a hundred thousand to a million of them.

A prompt of probability 1/100 or 1/2 with words of 128 tosses, ``B = 1``, ``log N = 100``, ``eta = 1/128``, ``lam = log N/(16
eta)``, from the start -1 to the truth 1. The sum of the mean coverages over the training is enclosed by potential functions, at
any number of steps: between 317.6 and 318.9 for batches of 32, so that the mean is .0024 after ``2^17`` steps. The explicit
bound of the mean, .81 there and .37 after ``2^20`` steps, is the one traced through the proof. What is known without it is 1,
as coverage is a probability, and the probability of the prompt. Sizes are the reciprocal of that, ``K``, the visits that are
told apart, and ``T``.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_sojourns import (
    Normalised,
    mean_coverage,
    noise,
    per_divergence,
)
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array


def bound(training: Normalised) -> Array:
    """``(481 B/K + 2816 eta^2 sigma^2 + 2 log N/(T eta^2) + 8 eta sigma/sqrt K)(1/(log N - 1 + 1/N) + 1/log N)``."""
    variance, rate = noise(training), training.rate
    slow = xp.ratio(2 * training.log_level, training.steps) / rate**2
    noises = 2816 * rate**2 * variance + 8 * rate * xp.sqrt(variance / training.batch)
    return (xp.ratio(481 * training.scale, training.batch) + slow + noises) * per_divergence(training)


def sides(size: tuple[int, int, int, int]) -> tuple[Fraction, Array]:
    """The mean coverage from above and the bound."""
    prompts, batch, visits, steps = size
    training = Normalised(Fraction(1, prompts), 128, 100, batch, visits, steps)
    return mean_coverage(training)[1], bound(training)


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) < \Big( \tfrac{481 B}{K} + 2816\, \eta^2"
        r" \sigma_*^2 + \tfrac{2 \log N}{T \eta^2} + \tfrac{8 \eta \sigma_*}{\sqrt K} \Big) \Big( \tfrac{1}{\log N - 1 + 1/N} +"
        r" \tfrac{1}{\log N} \Big) \quad \text{on these instances}"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 5.1 in explicit form, at the printed steps", status="derived",
        reading="words of one coin, d = 1, B = 1",
    ),
    kind="value",
    relation="<",
    sizes=((100, 32, 6, 2**17), (100, 32, 6, 2**20), (2, 128, 128, 2**17), (2, 128, 128, 2**20)),
    value=sides,
    trivial="probability",
    notes="intervals; the sums of coverage do not depend on the number of steps up to their last digits",
    loose="the constants 481, 2816 and 2 are those of the proof; normalised_steps_constant has what is needed",
)  # fmt: skip
