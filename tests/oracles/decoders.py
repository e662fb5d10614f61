"""Decoders of coin words on a grid, toss by toss in dictionaries of floats."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from typing import Any

HEAD = math.exp(1) / (math.exp(1) + math.exp(-1))


def onward(setting: Any, cell: int, sign: int) -> int:
    """The cell nearest to the parameter after a toss."""
    place = 2 * cell / setting.cells - 1
    moved = min(1.0, max(-1.0, place + float(setting.rate) * (sign - math.tanh(place))))
    return round((moved + 1) * setting.cells / 2)


def chances(setting: Any, words: int) -> list[dict[int, float]]:
    """The law of the cell after each number of words."""
    law, found = {setting.cells // 2: 1.0}, []
    for _ in range(words + 1):
        found.append(law)
        for _ in range(setting.horizon):
            following: defaultdict[int, float] = defaultdict(float)
            for cell, mass in law.items():
                for sign, chance in ((1, HEAD), (-1, 1 - HEAD)):
                    following[onward(setting, cell, sign)] += chance * mass
            law = dict(following)
    return found


def error(setting: Any) -> float:
    """How far a rounded log-ratio can be from the true one.

    Rounding moves the parameter by half a cell, ``1/cells``, a toss; what it moved before shrinks by ``1 - rate/cosh(1)^2`` at
    least. A letter's log-likelihood changes by ``1 + tanh 1`` at most with the parameter, and is rounded to half a unit.
    """
    apart = 1 / setting.cells / (float(setting.rate) / math.cosh(1) ** 2)
    return setting.horizon * ((1 + math.tanh(1)) * apart + 1 / (2 * setting.units))


def uncovered(setting: Any, cell: int, threshold: float, learning: bool) -> float:
    """The chance that the rounded log-ratio of a word reaches a threshold, over all words."""
    total = 0.0
    for word in product((1, -1), repeat=setting.horizon):
        here, ratio, mass = cell, 0, 1.0
        for sign in word:
            place = 2 * here / setting.cells - 1
            own, data = (sign * w - math.log(2 * math.cosh(w)) for w in (place, 1.0))
            ratio += round((data - own) * setting.units)
            mass *= HEAD if sign == 1 else 1 - HEAD
            here = onward(setting, here, sign) if learning else here
        total += mass * (ratio / setting.units >= threshold)
    return total


def coverages(setting: Any, words: int, learning: bool) -> tuple[list[float], list[float]]:
    """``Cov_N`` after each number of words at the threshold raised by the error, and at that lowered by it."""
    found = []
    for sign in (1, -1):
        threshold = setting.log_level + sign * error(setting)
        by_cell = [uncovered(setting, cell, threshold, learning) for cell in range(setting.cells + 1)]
        found.append([sum(mass * by_cell[cell] for cell, mass in law.items()) for law in chances(setting, words)])
    return found[0], found[1]
