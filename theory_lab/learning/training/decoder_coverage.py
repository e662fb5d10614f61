"""Coverage of the decoder that learns while it writes, on long words of one coin, enclosed.

Token-level training of one parameter on coin tosses contracts distances by a factor below 1 at every toss, so that rounding the
parameter to a grid moves it by a bounded amount for ever; so does the log-ratio of data and decoder, summed in
multiples of a small unit. The law of the parameter and the chance that a fresh word is uncovered are then sums over a
grid, with the errors counted into the threshold.

Main definitions
----------------
``Setting``           step, horizon, level and the fineness of the grids
``word_coverages``    bounds of the coverage of one fresh word after so many words of training
``training_mean``     the mean over a training in which the coin's prompt is rare

Conventions
-----------
The features of a toss are ``+-1``, the truth is the parameter 1, training starts at 0 and stays in [-1, 1]; nats. Floats on
nonnegative terms, with rounding errors below the widening of the results.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Theorem 6.1.

Tags
----
test-time training, coverage profile, contraction
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

__all__ = ["Bounds", "Setting", "training_mean", "word_coverages"]
WIDENING = 2.0**-24  # above the relative rounding of all sums
BLOCKS = 16  # of cells at once, so that what is gathered stays below ten megabytes
SLACK = 1e-9  # above all rounding of one float operation on the grids
TRUTH = math.tanh(1)  # the mean of a toss at the true parameter


class Setting(NamedTuple):
    """Step ``rate`` below 1, letters of a word, ``log N``, cells of [-1, 1], and units of the log-ratio in a nat."""

    rate: Fraction
    horizon: int
    log_level: float
    cells: int = 4000
    units: int = 100


class Bounds(NamedTuple):
    """Lower and upper bounds."""

    low: np.ndarray
    high: np.ndarray


@lru_cache(maxsize=32)
def word_coverages(setting: Setting, words: int, learning: bool = True) -> Bounds:
    """Bounds of ``Cov_N`` on a fresh word after 0, ..., ``words`` words of training; (words + 1,).

    The decoder goes on learning along the word, or keeps its parameter where not ``learning``. Raises ``ValueError`` unless
    ``0 < rate < 1``, for a negative number of words, and for words, cells and units that are none.
    """
    if not 0 < setting.rate < 1:
        raise ValueError(f"the bounds need a rate between 0 and 1, got {setting.rate}")
    if min(setting.horizon, setting.cells, setting.units) < 1 or words < 0:
        raise ValueError(f"the bounds need at least 0 words and 1 letter, 1 cell and 1 unit, got {words} and {setting}")
    laws = _laws(setting, words)
    low, high = (_uncovered(setting, sign, learning) for sign in (1, -1))
    return Bounds(laws @ low * (1 - WIDENING), np.minimum(laws @ high * (1 + WIDENING), 1.0))


def training_mean(setting: Setting, rare: Fraction, steps: int, words: int, learning: bool = True) -> tuple[float, float]:
    """Bounds of ``E (1/T) sum_t Cov_N`` where a training word is on the coin's prompt with probability ``rare``.

    More than ``words`` visits count as covered in the lower bound, as uncovered in the upper one. Raises ``ValueError`` without a
    step.
    """
    if steps < 1:
        raise ValueError(f"a training has at least one step, not {steps}")
    if not 0 <= rare <= 1:
        raise ValueError(f"the coin's prompt has a probability, not {rare}")
    table, mu = word_coverages(setting, words, learning), float(rare)
    low = high = 0.0
    for step in range(steps):
        masses = [math.comb(step, k) * mu**k * (1 - mu) ** (step - k) for k in range(step + 1)]
        used = min(words + 1, len(masses))
        low += float(masses[:used] @ table.low[:used])
        high += float(masses[:used] @ table.high[:used]) + sum(masses[used:])
    return mu * low / steps * (1 - WIDENING), mu * high / steps * (1 + WIDENING)


def _moves(setting: Setting) -> list[np.ndarray]:
    """The nearest cell after a toss ``+1`` and ``-1``, from every cell."""
    grid = np.linspace(-1, 1, setting.cells + 1)
    places = [np.clip(grid + float(setting.rate) * (y - np.tanh(grid)), -1, 1) for y in (1, -1)]
    return [np.rint((place + 1) * setting.cells / 2).astype(int) for place in places]


def _laws(setting: Setting, words: int) -> np.ndarray:
    """The law of the rounded parameter after each number of words; (words + 1, cells + 1)."""
    heads, moves = (1 + TRUTH) / 2, _moves(setting)
    law = np.zeros(setting.cells + 1)
    law[setting.cells // 2] = 1.0
    rows: list[np.ndarray] = [law]
    for _ in range(words):
        for _ in range(setting.horizon):
            law = np.bincount(moves[0], heads * law, len(law)) + np.bincount(moves[1], (1 - heads) * law, len(law))
        rows.append(law)
    return np.stack(rows)


def _uncovered(setting: Setting, sign: int, learning: bool) -> np.ndarray:
    """The chance that a word is uncovered, from every cell, with the threshold raised (``sign`` 1) or lowered (-1)."""
    cells, units, horizon = setting.cells, setting.units, setting.horizon
    grid = np.linspace(-1, 1, cells + 1)
    apart = (1 / cells + SLACK) / (float(setting.rate) * (1 - TRUTH**2))  # of the rounded parameter from the true one
    error = horizon * ((1 + TRUTH) * apart + 0.5 / units + SLACK)
    ratios = [y * (1 - grid) + np.log(np.cosh(grid) / math.cosh(1)) for y in (1, -1)]  # log q_1(y)/q_w(y), within +-2
    shifts = [np.rint(ratio * units).astype(int) for ratio in ratios]
    reach = 2 * units * horizon + horizon
    sums = np.arange(-reach, reach + 1) / units
    chance = np.tile((sums >= setting.log_level + sign * error).astype(float), (cells + 1, 1))
    moves = _moves(setting) if learning else [np.arange(cells + 1)] * 2
    for left in range(1, horizon + 1):
        width = reach - left * (2 * units + 1)  # what the remaining letters may still reach
        following = np.zeros((cells + 1, 2 * width + 1))
        middle = (chance.shape[1] - 1) // 2
        for mass, to, shift in zip(((1 + TRUTH) / 2, (1 - TRUTH) / 2), moves, shifts, strict=True):
            windows = sliding_window_view(chance, 2 * width + 1, axis=1)
            for some in np.array_split(np.arange(cells + 1), BLOCKS):
                following[some] += mass * windows[to[some], middle - width + shift[some]]
        chance = following
    return chance[:, 0]
