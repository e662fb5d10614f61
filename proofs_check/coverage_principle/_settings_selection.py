"""Candidates that a tournament confuses with the truth at a thousand samples, and how often it does.

Three outcomes: a set ``A`` of mass ``a``, a set ``B`` of mass ``b``, all others. The ``bad`` model leaves ``A`` out and gives
its mass to the rest, so that ``Cov_N`` of it is ``a`` at every level; the ``rival`` puts everything on ``B``. The data law
loses a point where ``B`` occurs (rival over data is ``1/b``), the bad model where ``A`` occurs, so that it wins when ``A`` is
seen less often than ``B``.

Main definitions: `trap`, `fewer_chance`, `pair_mass`; `shy` (two models for the tournament with an offset).
"""

from __future__ import annotations

import math
from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.numbers import Array

SLACK = Fraction(1, 1000)  # a ratio above N, so that N g' is reached for some g' > 1


def trap(a: Array, b: Array) -> Array:
    """Data law, bad model and rival on ``A``, ``B`` and the others; shape (3, 3)."""
    zero, one = xp.zeros((), like=a), xp.ones((), like=a)
    data, bad = xp.stack([a, b, 1 - a - b]), xp.stack([zero, b / (1 - a), 1 - b / (1 - a)])
    return xp.stack([data, bad, xp.stack([zero, one, zero])])


def pair_mass(level: int, a: Fraction) -> Fraction:
    """The mass of ``B`` at which one model can have ratio ``N`` on ``B`` and just less than ``1/N`` of the data on the others."""
    return (level - 1 + a) / (level * level - 1)


def fewer_chance(draws: int, a: Fraction, b: Fraction, ties: bool) -> Fraction:
    """The probability that ``A`` is seen less often than ``B``, or as often if ``ties``; exact."""
    whole = math.lcm(a.denominator, b.denominator)
    first, second = int(a * whole), int(b * whole)
    other, total, weight = whole - first - second, 0, 1
    for k in range(draws // 2 + 1):
        least = k if ties else k + 1
        total += weight * _tail(draws - k, least, second, other)
        weight = weight * (draws - k) * first // (k + 1)
    return Fraction(total, whole**draws)


def _tail(draws: int, least: int, one: int, zero: int) -> int:
    """``sum_{j >= least} binomial(draws, j) one^j zero^(draws - j)``."""
    below, term = 0, zero**draws
    for j in range(min(least, draws + 1)):
        below += term
        term = term * one * (draws - j) // (zero * (j + 1))
    return (one + zero) ** draws - below


def shy(a: Array, level: Array) -> Array:
    """Data law on a set of mass ``a`` and the others, and a model with a little less than ``1/N`` of it on the set; (2, 2)."""
    own = a / (level + SLACK)
    return xp.stack([xp.stack([a, 1 - a]), xp.stack([own, 1 - own])])
