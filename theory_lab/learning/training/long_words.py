"""Token-level training on long words, enclosed.

Two one-dimensional recursions stand for words of any length. A flat prompt has one exponent that rises with every letter; as
its steps shrink, a block of steps is enclosed by its first and its last. A biased coin moves one parameter up or down;
the move is monotone in the parameter, so rounding it to a grid in one direction bounds every mean of a monotone function.

Main definitions
----------------
``flat_decoder``     loss and end of the exponent over one word that repeats the likeliest letter
``coin_divergences`` bounds of the mean divergence before every letter, for token-level training on coin tosses
``visit_means``      decoder and proper divergence when the coin is tossed on a rare prompt only

Conventions
-----------
Nats. Enclosures are pairs of a lower and an upper bound. ``coin_divergences`` computes in floats: all terms are
nonnegative, so that its rounding errors are relative and at most the number of operations in units of 2^-53; the bounds are
widened by more than that.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 3.2, Theorem 6.1 and Lemma I.7.

Tags
----
test-time training, monotone coupling, enclosures
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.training.count_states import flat_loss, flat_pull
from theory_lab.numbers import Array

__all__ = ["FlatPass", "VisitMeans", "coin_divergences", "flat_decoder", "visit_means"]
WIDENING = 2.0**-24  # above the rounding of all sums


class FlatPass(NamedTuple):
    """Enclosures over one word: the sum of the losses, and the exponent after the last letter."""

    loss: tuple[Any, Any]
    exponent: tuple[Any, Any]


def flat_decoder(exponent: tuple[Array, Array], rate: Any, horizon: int, fineness: int = 400) -> FlatPass:
    """One pass of ``x -> x + rate (1 - E y)`` over ``horizon`` letters 1, from an enclosure of the exponent.

    ``rate`` is at most 1, so that the move is increasing in ``x``. Blocks are as long as moves the exponent by ``1/fineness``.
    Raises ``ValueError`` for a rate that is not positive or above 1.
    """
    if not bool((rate > 0) & (rate <= 1)):
        raise ValueError(f"the bounds need a rate above 0 and at most 1, got {rate}")
    (low, high), done = exponent, 0
    losses = (xp.zeros((), like=low), xp.zeros((), like=low))
    while done < horizon:
        with xp.guessing():  # of a good length of a block; every length is enclosed
            speed = float(xp.value(rate * flat_pull(low)))
        length = min(max(1, int(1 / (fineness * speed))), horizon - done)
        upper = high + length * rate * flat_pull(high)
        slowest, last = (low + length * rate * flat_pull(low), upper) if length > 1 else (low, high)
        lower = low + length * rate * flat_pull(slowest)
        losses = (losses[0] + length * flat_loss(last), losses[1] + length * flat_loss(low))
        low, high, done = lower, upper, done + length
    return FlatPass(losses, (low, high))


def coin_divergences(rate: Fraction, tosses: int, cells: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of ``E kl(q(1) || q(w))``, ``q(w) = (1 + tanh w)/2``, before each of ``tosses`` tosses of a coin of chance ``q(1)``.

    ``w`` starts at 0, moves to ``w + rate (+-1 - tanh w)`` and is projected onto [-1, 1]. Raises ``ValueError`` unless
    ``0 < rate < 1``, where the move is increasing, for an odd number of cells, whose ends miss 0, and unless the rounding errors
    stay below the widening.
    """
    if not 0 < rate < 1:
        raise ValueError(f"the bounds need a rate between 0 and 1, got {rate}")
    if cells < 2 or cells % 2 or tosses < 0:
        raise ValueError(f"the bounds need an even number of cells and at least 0 tosses, not {cells} and {tosses}")
    if tosses * (cells + 8) > 2**28:
        raise ValueError(f"{tosses} tosses on {cells} cells would round too often; take fewer of either")
    grid = xp.intervals([Fraction(2 * k, cells) - 1 for k in range(cells + 1)])
    tails = 1 / (1 + xp.exp(2 * grid))
    chance = 1 - tails[cells]
    divergences = xp.kl_term(chance, 1 - tails) + xp.kl_term(1 - chance, tails)
    low, high = divergences.bounds()
    heads = float(chance.bounds()[0])
    places = [(grid + rate * (y - 1 + 2 * tails) + 1) * Fraction(cells, 2) for y in (1, -1)]  # tanh w = 1 - 2 tails
    up = [np.clip(np.ceil(x.bounds()[1]), 0, cells).astype(int) for x in places]
    down = [np.clip(np.floor(x.bounds()[0]), 0, cells).astype(int) for x in places]
    smallest, largest = _means(low, up, heads, tosses), _means(high, down, heads, tosses)
    return smallest * (1 - WIDENING) - WIDENING, largest * (1 + WIDENING) + WIDENING


def _means(values: np.ndarray, moves: list[np.ndarray], heads: float, tosses: int) -> np.ndarray:
    """Means of values on the grid under the law of the rounded walk; sums of products of nonnegative floats only."""
    law, means = np.zeros(len(values)), np.empty(tosses)
    law[len(values) // 2] = 1.0
    for toss in range(tosses):
        means[toss] = np.sum(law * values)  # in NumPy's own order: that of a product of matrices depends on the processor
        law = np.bincount(moves[0], heads * law, len(law)) + np.bincount(moves[1], (1 - heads) * law, len(law))
    return means


class VisitMeans(NamedTuple):
    """Bounds, each a pair, of the mean divergence over a training: of the decoder, and of the parameter without decoding."""

    decoder: tuple[float, float]
    proper: tuple[float, float]


@lru_cache(maxsize=16)
def visit_means(horizon: int, samples: int, rate: Fraction, most: int = 6) -> VisitMeans:
    """Means over ``samples`` training words for the rare prompt of Proposition 3.2, with features ``+-1`` and truth 1.

    The prompt has probability ``1/(2 samples)`` and ``horizon`` letters; on the other one there is nothing to learn. More than
    ``most`` visits are bounded by their probability. Raises ``ValueError`` without a sample.
    """
    if samples < 1:
        raise ValueError(f"a training has at least one sample, not {samples}")
    mu, worst = 1 / (2 * samples), 2.0 * horizon  # kl(q(1) || q(w)) is at most 1.6
    found = []
    for table, beyond, sign in zip(coin_divergences(rate, (most + 1) * horizon), (0.0, worst), (-1, 1), strict=True):
        passes = [table[k * horizon : (k + 1) * horizon].sum() for k in range(most + 1)]
        starts = [horizon * table[k * horizon] for k in range(most + 1)]
        found.append([mu * _over_visits(x, beyond, samples, mu) * (1 + sign * WIDENING) for x in (passes, starts)])
    (decoder_low, proper_low), (decoder_high, proper_high) = found
    return VisitMeans((decoder_low, decoder_high), (proper_low, proper_high))


def _over_visits(per_visit: list[float], beyond: float, samples: int, mu: float) -> float:
    """The mean over steps ``t < samples`` of a quantity of the visits so far, which are binomial."""
    total = 0.0
    for t in range(samples):
        masses = [math.comb(t, k) * mu**k * (1 - mu) ** (t - k) for k in range(t + 1)]
        total += sum(m * v for m, v in zip(masses, per_visit, strict=False)) + sum(masses[len(per_visit) :]) * beyond
    return total / samples
