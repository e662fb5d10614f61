"""How long training leaves a rare prompt uncovered: sums of coverage over many steps, enclosed by potential functions.

Words on one prompt are tosses of a coin with one parameter, which training moves upwards nearly always. If ``U(theta)`` falls
by at least ``Cov_N(theta)`` in the mean over a step from any parameter, then ``sum_t E Cov_N(theta_t) <= U(theta_1)``, however
many steps there are; if it falls by at most that, the sum is at least ``U(theta_1)`` less what is left of it at the end.
Potentials are integrals of step functions on cells, so that the mean of a step and its reach are all that is asked of an
update.

Main definitions
----------------
``Words``               the prompt: its probability, the tosses of a word, the level
``Moves``               what one step does in every cell
``normalised_moves``    steps along a mean gradient over its own norm
``truncated_moves``     steps along gradients that stop where the divergence of the next toss has added up to the level
``coverages``           the coverage in every cell, as bounds
``coverage_sum``        bounds of ``sum_t E Cov_N`` over the steps of training

Conventions
-----------
Features of a toss are ``+-B``, parameters lie in [-1, 1], the truth is 1 and the start is -1; natural logarithms. Prompts other
than this one have the same law under all parameters. Cells are of width ``2/cells`` from -1 up to the first end at which
every word is covered.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Theorems 5.1 and 6.2 (the algorithms).

Tags
----
normalised gradients, truncated gradients, supermartingales, coverage profile
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.measures.successes import binomial_law
from theory_lab.numbers import Array

__all__ = ["Moves", "Words", "coverage_sum", "coverages", "normalised_moves", "truncated_moves", "variance"]


class Words(NamedTuple):
    """A prompt of probability ``share`` with words of ``horizon`` tosses, ``log N``, the cells of [-1, 1], and ``B``."""

    share: Fraction
    horizon: int
    log_level: Fraction
    cells: int = 4000
    scale: int = 1


class Moves(NamedTuple):
    """One step from the parameters of each cell, as intervals; moves are those of the parameter.

    ``least`` (n,) bounds the mean upward move within ``reach`` from below, ``most`` (n,) the mean upward move from above.
    ``beyond`` bounds the mean upward move outside of the reach, ``back`` the mean downward move and ``returns`` the chance of
    one, from any parameter below the last cell or within its reach; ``largest`` bounds any move. The last five are ().
    """

    least: Array
    most: Array
    reach: Array
    beyond: Array
    back: Array
    returns: Array
    largest: Array


def variance(words: Words) -> Array:
    """The inherent variance, that of the sum of a word's features at the truth: ``H B^2 share/cosh(B)^2``, shape ()."""
    growth = xp.exp(xp.exact(words.scale))
    return 4 * words.scale**2 * words.share * words.horizon / (growth + 1 / growth) ** 2


def normalised_moves(words: Words, batch: int, rate: Fraction, damping: Fraction, usual: int) -> Moves:
    """``theta + rate g/(damping + |g|)``, ``g`` the mean gradient of ``batch`` fresh words; up to ``usual`` visits are in reach.

    Given the visits, ``g`` is a mean of tosses: Jensen's inequality bounds ``g/(damping + g)`` from above, its curvature
    ``2/damping^2`` from below, and Hoeffding's inequality the chance that ``g`` is negative.
    """
    ends, horizon = _cells(words).ends, words.horizon
    gaps, spread = _gaps(words, ends), words.scale**2 * (1 - _tanh(xp.intervals(words.scale)) ** 2)

    def pulled(gradient: Array) -> Array:
        return rate * gradient / (damping + gradient)

    least, most, beyond = 0 * gaps[1:], 0 * gaps[1:], xp.intervals(0)
    for visits in range(1, batch + 1):
        mass = math.comb(batch, visits) * words.share**visits * (1 - words.share) ** (batch - visits)
        weight = Fraction(words.scale * visits * horizon, batch)
        if visits > usual:
            beyond = beyond + mass * pulled(2 * weight * xp.intervals(1))
            continue
        negative = 2 * weight * xp.exp(-visits * horizon * gaps[1:] ** 2 / 2)
        most = most + mass * pulled(weight * gaps[:-1] + negative)
        least = least + mass * (pulled(weight * gaps[1:]) - rate * Fraction(visits * horizon, (batch * damping) ** 2) * spread)
    most = most + beyond  # no gradient of so many visits is longer than twice its weight
    largest = pulled(xp.intervals(2 * words.scale * horizon))
    reach = pulled(Fraction(words.scale * min(usual, batch) * horizon, batch) * (1 + _tanh(xp.intervals(words.scale))))
    returns = xp.exp(-horizon * _last_gap(words, reach + largest) ** 2 / 2)
    back = rate * 2 * words.scale * horizon * words.share / damping * returns
    return Moves(least, most, reach, beyond, back, returns, largest)


def truncated_moves(words: Words, rate: Fraction) -> Moves:
    """``theta + rate g``, ``g`` the gradient of one fresh word, whose tosses count until their divergence is ``log N``.

    The divergence is that of one toss for every toss, so that ``min(H, log N/KL)`` tosses count, the last one in part.
    """
    ends = _cells(words).ends
    rate = rate * words.scale
    tosses, gaps = xp.minimum(words.log_level / _divergence(words, ends), words.horizon), _gaps(words, ends)
    few, many, low, high = tosses[:-1], tosses[1:], gaps[1:], gaps[:-1]
    negative = xp.exp(-few * low**2 / 2)
    most = words.share * rate * many * (high + 2 * negative)
    reach = rate * xp.max(many * (1 - _tanh(words.scale * ends[:-1])))
    largest = rate * xp.intervals(2 * words.horizon)
    last = _last_gap(words, reach + largest)
    returns = xp.maximum(xp.max(negative), xp.exp(-tosses[-1] * last**2 / 2))
    return Moves(words.share * rate * few * low, most, reach, xp.intervals(0), words.share * largest * returns, returns, largest)


def coverage_sum(words: Words, moves: Moves, steps: int) -> tuple[float, float]:
    """Lower and upper bound of ``sum_{t <= steps} E Cov_N(theta_t)`` from the start -1.

    Raises ``ValueError`` without a step, and unless moves from every cell are upwards in the mean for sure: the potential divides
    by what they are.
    """
    if steps < 1:
        raise ValueError(f"a training has at least one step, not {steps}")
    drift = xp.min(moves.least)
    if not (least := xp.value(drift)[0]) > 0:
        raise ValueError(f"mean moves are at least {least}, which is not upwards; take a positive rate and more damping")
    upper, lower = coverages(words)
    window = math.ceil(float(_high(moves.reach)) * words.cells / 2) + 1
    slopes, shallow = upper / moves.least, lower / moves.most
    over, under = _over(slopes, window), _under(shallow, window)
    width = Fraction(2, words.cells)
    above = width * xp.sum(over) + steps * xp.max(over) * moves.back
    distance = len(slopes) * width
    most = xp.max(moves.most)
    late = steps * drift - distance
    if not xp.value(late)[0] > 0:
        return 0.0, _high(above)
    stays = steps * moves.returns + xp.exp(-(late**2) / (2 * steps * moves.largest * most))
    below = width * xp.sum(under) * (1 - stays) - steps * xp.max(under) * moves.beyond
    return max(0.0, xp.value(below)[0]), _high(above)


class _Cells(NamedTuple):
    """The ends of the cells (n + 1,), and at each the least number of heads of an uncovered word, from below and from above."""

    ends: Array
    few: np.ndarray
    many: np.ndarray


@lru_cache(maxsize=8)
def _cells(words: Words) -> _Cells:
    """Cells from -1 to the first end at which every word is covered; ``ValueError`` where that is the start, and for no words."""
    if not 0 < words.share <= 1 or min(words.horizon, words.cells, words.scale) < 1:
        raise ValueError(f"words need a share in (0, 1] and at least 1 toss, 1 cell and a scale of 1, not {words}")
    ends, scale = xp.intervals(range(-words.cells, words.cells, 2)) / words.cells, words.scale
    normaliser = words.horizon * (_log_cosh(xp.intervals(scale)) - _log_cosh(scale * ends))
    surplus = (words.log_level + normaliser) / (scale * (1 - ends))
    heads = (surplus + words.horizon) / 2  # heads minus tails is the surplus
    few, many = (np.maximum(np.ceil(end), 0).astype(int) for end in heads.bounds())
    last = int(np.argmax(few > words.horizon))
    if last == 0:
        raise ValueError(
            f"every word of {words.horizon} tosses is covered at the start; take a level below {words.log_level} nats"
        )
    return _Cells(ends[: last + 1], few[: last + 1], many[: last + 1])


@lru_cache(maxsize=8)
def coverages(words: Words) -> tuple[Array, Array]:
    """``Cov_N`` at the left end of every cell from above, and at its right end from below; it falls with the parameter."""
    chance, tosses = 1 / (1 + xp.exp(xp.intervals(-2 * words.scale))), words.horizon
    tails = xp.concatenate([xp.cumsum(binomial_law(chance, tosses)[::-1])[::-1], xp.zeros((1,), like=chance)])
    cells = _cells(words)
    above, below = (words.share * tails[np.minimum(heads, tosses + 1)] for heads in (cells.few[:-1], cells.many[1:]))
    return above, below


def _over(slopes: Array, window: int) -> Array:
    """The largest of the slopes at most ``window`` cells to the left, also beyond the last one."""
    zeros = xp.zeros((window,), like=slopes)
    return _running(xp.maximum, xp.concatenate([zeros, slopes, zeros]), window)[window:]


def _under(slopes: Array, window: int) -> Array:
    """The least of the slopes at most ``window`` cells to the left."""
    return _running(xp.minimum, slopes, min(window, len(slopes) - 1))


def _running(choice: Callable[[Array, Array], Array], values: Array, window: int) -> Array:
    """What is chosen of each value and the ``window`` values before it, in steps that double how far back was looked."""
    seen = 0  # as many values before each were looked at
    while seen < window:
        shift = min(seen + 1, window - seen)
        values = xp.concatenate([values[:shift], choice(values[shift:], values[:-shift])])
        seen += shift
    return values


def _last_gap(words: Words, further: Array) -> Array:
    """The gap so far beyond the window of ``coverage_sum`` at the last end; ``ValueError`` unless it is positive."""
    window = Fraction(2 * 3, words.cells)  # two cells beyond the reach, and one for the rounding of the reach
    gap = _gaps(words, _cells(words).ends[-1] + further + window)
    if not xp.value(gap)[0] > 0:
        raise ValueError("a step leads from where words are uncovered beyond the truth; take a smaller rate")
    return gap


def _gaps(words: Words, parameters: Array) -> Array:
    """``tanh B - tanh(B theta)``: by how much the mean of a toss is too small."""
    return _tanh(xp.intervals(words.scale)) - _tanh(words.scale * parameters)


def _divergence(words: Words, parameters: Array) -> Array:
    """``KL`` of a toss at the truth 1 from one at the parameters."""
    truth, logits = xp.intervals(words.scale), words.scale * parameters
    return (truth - logits) * _tanh(truth) + _log_cosh(logits) - _log_cosh(truth)


def _tanh(x: Array) -> Array:
    return 1 - 2 / (1 + xp.exp(2 * x))


def _log_cosh(x: Array) -> Array:
    return xp.log((xp.exp(x) + xp.exp(-x)) / 2)


def _high(x: Array) -> float:
    return xp.value(x)[1]
