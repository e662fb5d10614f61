"""Training on words of one coin at the printed steps, from the start -1 to the truth 1: mean coverage and explicit bounds.

A prompt of probability ``share`` has words of ``H`` tosses with features ``+-1``; all other prompts have the same law under all
parameters.

Main definitions: `Normalised`, `Truncated`, `mean_coverage`, `normalised_rate`, `truncated_rate`, `per_divergence`.

Conventions: rates are the largest that the theorems allow, ``1/(128 B)`` and ``1/(256 B^2 log N)``, and the damping of
normalised steps is ``log N/16`` over the rate.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from theory_lab import numbers as xp
from theory_lab.learning.training.sojourns import Moves, Words, coverage_sum, normalised_moves, truncated_moves, variance
from theory_lab.numbers import Array

CELLS = 4000  # with them both ends of a sum differ by one to three per cent


class Normalised(NamedTuple):
    """Normalised steps: share of the prompt, tosses, ``log N``, words of a batch, visits that are told apart, steps, ``B``.

    Steps are ``times`` as long as the printed ones.
    """

    share: Fraction
    horizon: int
    log_level: int
    batch: int
    visits: int
    steps: int
    scale: int = 1
    times: int = 1

    @property
    def rate(self) -> Fraction:
        """The printed step, or so many times that."""
        return Fraction(self.times, 128 * self.scale)


class Truncated(NamedTuple):
    """Truncated steps: share of the prompt, tosses, ``log N``, steps, ``B``."""

    share: Fraction
    horizon: int
    log_level: int
    steps: int
    scale: int = 1


Training = Normalised | Truncated


def words_of(training: Training) -> Words:
    """The prompt and its words."""
    return Words(training.share, training.horizon, Fraction(training.log_level), CELLS, training.scale)


@cache
def _moves(training: Training) -> Moves:
    words = words_of(training)
    if isinstance(training, Truncated):
        return truncated_moves(words, Fraction(1, 256 * training.log_level * training.scale**2))
    damping = training.log_level / (16 * training.rate)
    return normalised_moves(words, training.batch, training.rate, damping, training.visits)


@cache
def mean_coverage(training: Training) -> tuple[Fraction, Fraction]:
    """Both ends of ``E (1/T) sum_t Cov_N(theta_t)``."""
    low, high = coverage_sum(words_of(training), _moves(training._replace(steps=0)), training.steps)
    return Fraction(low) / training.steps, Fraction(high) / training.steps


def noise(training: Training) -> Array:
    """The inherent variance ``sigma^2``."""
    return variance(words_of(training))


def normalised_rate(training: Normalised) -> Array:
    """``sqrt(sigma^2/(T log N)) + B^2/T + B/(K log N)``."""
    return _slow(training) + xp.ratio(training.scale, training.batch * training.log_level)


def truncated_rate(training: Truncated) -> Array:
    """``sqrt(sigma^2/(T log N)) + B^2/T``."""
    return _slow(training)


def _slow(training: Training) -> Array:
    return xp.sqrt(noise(training) / (training.steps * training.log_level)) + xp.ratio(training.scale**2, training.steps)


def per_divergence(training: Training) -> Array:
    """``1/(log N - 1 + 1/N) + 1/log N``: what a stopped divergence of 1 says of coverage."""
    level = training.log_level
    return 1 / (level - 1 + xp.exp(xp.exact(-level))) + xp.ratio(1, level)
