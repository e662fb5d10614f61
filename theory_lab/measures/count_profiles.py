"""Coverage profiles of long words, by counts.

If the probability of a word depends only on the number of its ones, as for independent tokens or for a mixture of such
laws (one hidden coin per word), the profile is a sum over counts instead of words: exact in whole numbers for lengths up to
ten thousand, and between rigorous bounds for a million and more.

Main definitions
----------------
``count_masses``           how likely each number of ones is, as whole numerators over one denominator
``count_coverage``         ``Cov_N`` of mixtures of coins against mixtures of coins, a fraction
``coin_coverage_bounds``   rigorous bounds on ``Cov_N`` of one coin against another, for any length
``binomial_tail_bounds``   rigorous bounds on a binomial tail

Conventions
-----------
A mixture of coins is a sequence of pairs (weight, probability of a one), both rational; the weights sum to 1. Ratios are compared
by cross-multiplication, ``0/0`` counts as 0 and ``a/0`` as infinity.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, the discussion after Proposition D.7.

Tags
----
coverage profile, binomial tails, long sequences
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Undecided
from theory_lab.numbers.whole.rationals import rational

__all__ = ["binomial_tail_bounds", "coin_coverage_bounds", "count_coverage", "count_masses"]

Coins = Sequence[tuple[Fraction, Fraction]]
_WIDENING = 2.0**-24  # above the relative rounding of a sum over all counts
_UNDERFLOW = 1e-290  # above what all masses together lose among subnormal floats


def count_masses(coins: Coins, length: int) -> tuple[list[int], int]:
    """Probability of one word with ``k`` ones, ``k = 0 .. length``: numerators and their denominator.

    Raises ``ValueError`` for weights that do not sum to 1, for chances outside [0, 1] and for a length that is no whole number
    from 0 on, and ``TypeError`` for floats.
    """
    length = _whole(length)
    coins = [(rational(weight, "the weight of a coin"), rational(chance, "the chance of a coin")) for weight, chance in coins]
    if sum(weight for weight, _ in coins) != 1 or min(weight for weight, _ in coins) < 0:
        raise ValueError(f"the weights of the coins must be nonnegative with sum 1, got {[str(w) for w, _ in coins]}")
    if not all(0 <= chance <= 1 for _, chance in coins):
        raise ValueError(f"the chances of the coins must be in [0, 1], got {[str(c) for _, c in coins]}")
    scale = math.lcm(*(weight.denominator for weight, _ in coins))
    whole = math.lcm(*(chance.denominator for _, chance in coins))
    numerators = [0] * (length + 1)
    for weight, chance in coins:
        ones, zeros = int(chance * whole), int((1 - chance) * whole)
        rising, falling = _powers(ones, length), _powers(zeros, length)
        share = int(weight * scale)
        for k in range(length + 1):
            numerators[k] += share * rising[k] * falling[length - k]
    return numerators, scale * whole**length


def count_coverage(p: Coins, q: Coins, length: int, level: Fraction) -> Fraction:
    """``P_p(p/q >= level)`` on words of ``length`` letters, exactly; raises what ``count_masses`` raises."""
    length = _whole(length)
    (ours, top), (theirs, bottom) = count_masses(p, length), count_masses(q, length)
    level, ways, total = rational(level, "the level"), 1, 0
    left, right = bottom * level.denominator, top * level.numerator
    for k in range(length + 1):
        if ours[k] and ours[k] * left >= theirs[k] * right:
            total += ways * ours[k]
        ways = ways * (length - k) // (k + 1)
    return Fraction(total, top)


def coin_coverage_bounds(chance: Fraction, model: Fraction, length: int, level: Fraction) -> tuple[float, float]:
    """Bounds of ``Cov_level`` of ``Ber(chance)`` against ``Ber(model)`` on words of ``length`` letters, both inside (0, 1).

    Raises ``ValueError`` for other chances and for lengths that are not whole from 1 to ``2**24``, and ``TypeError`` for floats.
    """
    chance, model = rational(chance, "the chance"), rational(model, "the chance of the model")
    level = rational(level, "the level")
    if not (0 < chance < 1 and 0 < model < 1):
        raise ValueError(f"both chances must be inside (0, 1), got {chance} and {model}")
    if level <= 0 or chance == model:
        return (1.0, 1.0) if level <= 1 else (0.0, 0.0)
    bar = _threshold(chance, model, length, level)
    if chance > model:
        return binomial_tail_bounds(length, chance, bar)
    return binomial_tail_bounds(length, 1 - chance, length - bar)


def binomial_tail_bounds(length: int, chance: Fraction, least: int) -> tuple[float, float]:
    """Bounds of ``P(Bin(length, chance) >= least)``, ``0 < chance < 1``.

    Binomial masses as products of quotients from the likeliest count on, nonnegative floats whose relative errors are below
    ``8 length`` in units of 2^-53; the bounds are widened by more. Raises ``ValueError`` for other chances and for lengths that
    are not whole from 1 to ``2**24``, and ``TypeError`` for a float.
    """
    chance = rational(chance, "the chance")
    if not 0 < chance < 1:
        raise ValueError(f"the chance of a binomial tail must be inside (0, 1), got {chance}")
    if not (0 < length <= 2**24 and int(length) == length):
        raise ValueError(f"the length must be a whole number from 1 to 2^24, got {length}")
    if least <= 0:
        return 1.0, 1.0
    masses = _relative_masses(chance, length)
    share = float(masses[least:].sum() / masses.sum())
    high = min(1.0, share * (1 + _WIDENING) + _UNDERFLOW) if least <= length else 0.0
    return max(0.0, share * (1 - _WIDENING) - _UNDERFLOW), high


def _whole(length: int) -> int:
    """The length in Python's arithmetic: that of NumPy's whole numbers overflows."""
    if not 0 <= length < math.inf or int(length) != length:
        raise ValueError(f"the length of a word is a whole number from 0 on, got {length}")
    return int(length)


def _powers(base: int, most: int) -> list[int]:
    powers = [1]
    for _ in range(most):
        powers.append(powers[-1] * base)
    return powers


def _threshold(chance: Fraction, model: Fraction, length: int, level: Fraction) -> int:
    """The least number of ones that is uncovered, or the largest one where ``chance < model``."""
    one, zero = (xp.log(xp.exact(x)) for x in (chance / model, (1 - chance) / (1 - model)))
    place = (xp.log(xp.exact(level)) - length * zero) / (one - zero)
    low, high = xp.value(place).bounds()
    rounded = (math.ceil, math.floor)[chance < model]
    if rounded(low) == rounded(high):
        return rounded(low)
    nearest = round(low)
    if bool(nearest * one + (length - nearest) * zero >= xp.log(xp.exact(level))):
        return nearest
    raise Undecided(f"the threshold {xp.value(place)} is too near a whole number")


def _relative_masses(chance: Fraction, length: int) -> np.ndarray:
    """Binomial masses relative to that of the mode, shape (length + 1,); those far out may underflow to 0."""
    near = float(chance)
    mode = min(int((length + 1) * (near if near < 1 else chance)), length)
    up, down = np.arange(mode, length), np.arange(mode, 0, -1)
    odds = near / (1 - near) if near < 1 else _long_odds(chance)
    with np.errstate(under="ignore"):
        above = np.cumprod((length - up) / (up + 1) * odds)
        below = np.cumprod(down / (length - down + 1) / odds)
    return np.concatenate([below[::-1], [1.0], above])


def _long_odds(chance: Fraction) -> float:
    """``chance / (1 - chance)`` for a chance whose float is 1."""
    try:
        return float(chance / (1 - chance))
    except OverflowError:
        return math.inf
