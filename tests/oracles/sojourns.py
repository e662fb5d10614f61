"""Words of one coin along training, in loops of floats: what ``learning.training.sojourns`` bounds, and its bounds."""

from __future__ import annotations

import math
from typing import Any, NamedTuple


class Steps(NamedTuple):
    """The fields of ``sojourns.Moves`` in floats."""

    least: list[float]
    most: list[float]
    reach: float
    beyond: float
    back: float
    returns: float
    largest: float


def binomial(count: int, tosses: int, chance: float) -> float:
    """The probability of so many heads."""
    return math.comb(tosses, count) * chance**count * (1 - chance) ** (tosses - count)


def head(words: Any, theta: float) -> float:
    """The chance of a head at a parameter; the truth is 1."""
    return 1 / (1 + math.exp(-2 * words.scale * theta))


def coverage(words: Any, theta: float) -> float:
    """``Cov_N``: the mass of the words on this prompt with ``log(data/model) >= log N``."""
    p, q = head(words, 1), head(words, theta)
    found = 0.0
    for heads in range(words.horizon + 1):
        ratio = heads * math.log(p / q) + (words.horizon - heads) * math.log((1 - p) / (1 - q))
        found += binomial(heads, words.horizon, p) * (ratio >= words.log_level)
    return float(words.share) * found


def ends(words: Any) -> list[float]:
    """The ends of cells from -1 to the first one at which every word is covered."""
    found = [-1.0]
    while coverage(words, found[-1]) > 0:
        found.append(-1 + 2 * len(found) / words.cells)
    return found


def gap(words: Any, theta: float) -> float:
    """By how much the mean of a toss, +1 or -1, is larger at the truth."""
    return math.tanh(words.scale) - math.tanh(words.scale * theta)


def beyond_last(words: Any, reach: float, largest: float) -> float:
    """The gap at the last parameter from which one step leads to where a potential is not yet constant.

    The potential is constant beyond the window of the last end: the reach in whole cells, and a cell more.  Three cells are more
    than it takes to round the reach up, that cell, and the one in which the parameter lies.
    """
    return gap(words, ends(words)[-1] + reach + largest + 3 * 2 / words.cells)


def normalised(words: Any, batch: int, rate: float, damping: float, usual: int) -> Steps:
    """One step along the mean gradient of a batch over its own norm, by the inequalities of Jensen, Taylor and Hoeffding."""

    def pulled(gradient: float) -> float:
        return rate * gradient / (damping + gradient)

    places, share = ends(words), float(words.share)
    visited = {visits: binomial(visits, batch, share) for visits in range(1, batch + 1)}
    longest = {visits: 2 * words.scale * visits * words.horizon / batch for visits in visited}  # a toss differs by 2 at most
    beyond = sum(mass * pulled(longest[visits]) for visits, mass in visited.items() if visits > usual)
    least, most = [], []
    for left, right in zip(places, places[1:], strict=False):
        low = high = 0.0
        for visits, mass in visited.items():
            if visits <= usual:
                tosses = visits * words.horizon
                below_zero = longest[visits] * math.exp(-tosses * gap(words, right) ** 2 / 2)
                high += mass * pulled(words.scale * tosses / batch * gap(words, left) + below_zero)
                variance = tosses * (words.scale / batch) ** 2 / math.cosh(words.scale) ** 2
                low += mass * (pulled(words.scale * tosses / batch * gap(words, right)) - rate * variance / damping**2)
        least.append(low)
        most.append(high + beyond)
    reach = pulled(words.scale * min(usual, batch) * words.horizon / batch * (1 + math.tanh(words.scale)))
    largest = pulled(2 * words.scale * words.horizon)
    returns = math.exp(-words.horizon * beyond_last(words, reach, largest) ** 2 / 2)
    back = rate / damping * 2 * words.scale * words.horizon * share * returns
    return Steps(least, most, reach, beyond, back, returns, largest)


def truncated(words: Any, rate: float) -> Steps:
    """One step along the gradient of a word whose tosses count until their divergence is the level."""

    def tosses(theta: float) -> float:
        p, q = head(words, 1), head(words, theta)
        divergence = p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q))
        return min(float(words.log_level) / divergence, words.horizon)

    places, share, slope = ends(words), float(words.share), rate * words.scale
    least, most, reaches, negatives = [], [], [], []
    for left, right in zip(places, places[1:], strict=False):
        negatives.append(math.exp(-tosses(left) * gap(words, right) ** 2 / 2))
        least.append(share * slope * tosses(left) * gap(words, right))
        most.append(share * slope * tosses(right) * (gap(words, left) + 2 * negatives[-1]))
        reaches.append(slope * tosses(right) * (1 - math.tanh(words.scale * left)))
    reach, largest = max(reaches), slope * 2 * words.horizon
    last = math.exp(-tosses(places[-1]) * beyond_last(words, reach, largest) ** 2 / 2)
    returns = max(*negatives, last)
    return Steps(least, most, reach, 0.0, share * largest * returns, returns, largest)


def coverage_sum(words: Any, moves: Steps, steps: int) -> tuple[float, float]:
    """Both bounds of the sum of coverages, by the potentials with the largest and with the least slopes."""
    places, width = ends(words), 2 / words.cells
    number, window = len(places) - 1, math.ceil(moves.reach / width) + 1
    steep = [coverage(words, places[k]) / moves.least[k] for k in range(number)]
    shallow = [coverage(words, places[k + 1]) / moves.most[k] for k in range(number)]
    over = [max(steep[max(0, k - window) : k + 1]) for k in range(number)]
    over += [max(steep[k - window :]) for k in range(number, number + window)]
    under = [min(shallow[max(0, k - window) : k + 1]) for k in range(number)]
    above = sum(over) * width + steps * max(over) * moves.back
    late = steps * min(moves.least) - number * width
    if late <= 0:
        return 0.0, above
    stays = steps * moves.returns + math.exp(-(late**2) / (2 * steps * moves.largest * max(moves.most)))
    return max(0.0, sum(under) * width * (1 - stays) - steps * max(under) * moves.beyond), above


def upward(words: Any, batch: int, rate: float, damping: float, usual: int, theta: float) -> float:
    """The mean upward move of a normalised step with at most ``usual`` visits, over all visits and heads."""
    total = 0.0
    for visits in range(1, min(batch, usual) + 1):
        tosses = visits * words.horizon
        for heads in range(tosses + 1):
            gradient = words.scale * (2 * heads - tosses * (1 + math.tanh(words.scale * theta))) / batch
            mass = binomial(visits, batch, float(words.share)) * binomial(heads, tosses, head(words, 1))
            total += mass * max(0.0, rate * gradient / (damping + abs(gradient)))
    return total


def upward_truncated(words: Any, rate: float, theta: float) -> float:
    """The mean upward move of a truncated step, over the heads and the toss that counts in part."""
    p, q = head(words, 1), head(words, theta)
    divergence = p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q))
    counted = min(float(words.log_level) / divergence, words.horizon)
    whole, total = math.floor(counted), 0.0
    for heads in range(whole + 1):
        for sign, chance in ((1, p), (-1, 1 - p)):
            surplus = 2 * heads - whole + sign * (counted - whole) - counted * math.tanh(words.scale * theta)
            total += binomial(heads, whole, p) * chance * max(0.0, surplus)
    return float(words.share) * rate * words.scale * total
