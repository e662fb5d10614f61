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
nonnegative, and its bounds are widened by more than their rounding errors can amount to.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 3.2, Theorem 6.1 and Lemma I.7.

Tags
----
test-time training, monotone coupling, enclosures
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.count_states import flat_loss, flat_pull
from theory_lab.numbers import Array

__all__ = ["FlatPass", "coin_divergences", "flat_decoder", "visit_means"]


class FlatPass(NamedTuple):
    """Enclosures over one word: the sum of the losses, and the exponent after the last letter."""

    loss: tuple[Any, Any]
    exponent: tuple[Any, Any]


def flat_decoder(exponent: tuple[Array, Array], rate: Any, horizon: int, fineness: int = 400) -> FlatPass:
    """One pass of ``x -> x + rate (1 - E y)`` over ``horizon`` letters 1, from an enclosure of the exponent.

    ``rate`` is at most 1, so that the move is increasing in ``x``. Blocks are as long as moves the exponent by ``1/fineness``.
    """
    (low, high), done = exponent, 0
    losses = (xp.zeros((), like=low), xp.zeros((), like=low))
    while done < horizon:
        speed = float(xp.value(rate * flat_pull(low)))
        length = min(max(1, int(1 / (fineness * speed))), horizon - done)
        upper = high + length * rate * flat_pull(high)
        slowest, last = (low + length * rate * flat_pull(low), upper) if length > 1 else (low, high)
        lower = low + length * rate * flat_pull(slowest)
        losses = (losses[0] + length * flat_loss(last), losses[1] + length * flat_loss(low))
        low, high, done = lower, upper, done + length
    return FlatPass(losses, (low, high))


def coin_divergences(chance: float, rate: float, tosses: int, cells: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of ``E kl(chance || (1 + tanh w)/2)`` before each of ``tosses`` tosses, ``w -> w + rate (+-1 - tanh w)`` in [-1, 1].

    Start at 0. The divergence must decrease on [-1, 1], that is ``chance >= (1 + tanh 1)/2``, and ``rate`` be below 1;
    else ``ValueError``.
    """
    grid = np.linspace(-1.0, 1.0, cells + 1)
    heads = (1 + np.tanh(grid)) / 2
    if not (0 < rate < 1 and chance >= heads[-1] - 1e-12):
        raise ValueError(f"bounds need a rate in (0, 1) and a chance of at least {heads[-1]}, got {rate} and {chance}")
    kl = chance * np.log(chance / heads) + (1 - chance) * np.log((1 - chance) / (1 - heads))
    bounds = []
    for rounding, sign in ((np.ceil, -1), (np.floor, 1)):
        moves = [_cells(np.clip(grid + rate * (y - np.tanh(grid)), -1, 1), rounding, sign, cells) for y in (1, -1)]
        bounds.append(_means(kl, moves, chance, tosses, cells) + sign * 2.0**-30)
    return bounds[0], bounds[1]


def _cells(points: np.ndarray, rounding: Any, sign: int, cells: int) -> np.ndarray:
    """Numbers of the grid points on one side of the given points, safely beyond rounding errors."""
    return np.clip(rounding((points + 1) * cells / 2 - sign * 1e-9), 0, cells).astype(int)


def _means(values: np.ndarray, moves: list[np.ndarray], chance: float, tosses: int, cells: int) -> np.ndarray:
    law, means = np.zeros(cells + 1), np.empty(tosses)
    law[cells // 2] = 1.0
    for toss in range(tosses):
        means[toss] = law @ values
        law = np.bincount(moves[0], chance * law, cells + 1) + np.bincount(moves[1], (1 - chance) * law, cells + 1)
    return means


class VisitMeans(NamedTuple):
    """Bounds, each a pair, of the mean divergence over a training: of the decoder, and of the parameter without decoding."""

    decoder: tuple[float, float]
    proper: tuple[float, float]


def visit_means(horizon: int, samples: int, rate: float, most: int = 6) -> VisitMeans:
    """Means over ``samples`` training words for the rare prompt of Proposition 3.2, with features ``+-1`` and truth 1.

    The prompt has probability ``1/(2 samples)`` and ``horizon`` letters; on the other one there is nothing to learn. More than
    ``most`` visits are bounded by their probability.
    """
    chance, mu = 1 / (1 + math.exp(-2.0)), 1 / (2 * samples)
    bounds = coin_divergences(chance, rate, (most + 1) * horizon)
    worst = horizon * math.log(chance / (1 - chance)) * (2 * chance - 1)
    found = []
    for table, beyond in zip(bounds, (0.0, worst), strict=True):
        passes = [table[k * horizon : (k + 1) * horizon].sum() for k in range(most + 1)]
        starts = [horizon * table[k * horizon] for k in range(most + 1)]
        found.append([mu * _over_visits(per_visit, beyond, samples, mu) for per_visit in (passes, starts)])
    (decoder_low, proper_low), (decoder_high, proper_high) = found
    return VisitMeans((decoder_low, decoder_high), (proper_low, proper_high))


def _over_visits(per_visit: list[float], beyond: float, samples: int, mu: float) -> float:
    """The mean over steps ``t < samples`` of a quantity of the visits so far, which are binomial."""
    total = 0.0
    for t in range(samples):
        masses = [math.comb(t, k) * mu**k * (1 - mu) ** (t - k) for k in range(min(t, len(per_visit) - 1) + 1)]
        total += sum(m * v for m, v in zip(masses, per_visit, strict=False)) + max(0.0, 1 - sum(masses)) * beyond
    return total / samples
