"""Inference-time pessimism with thousands of draws on a few kinds of response, enclosed.

The first pool enters by its counts, and nearly all counts are beyond any doubt: those that matter are some thousands, each
with a binomial mass that whole numbers give. What is left out is on record and widens the answer.

Main definitions
----------------
``likely_pools``   the counts that matter, their masses as intervals, and the mass left out
``binomial_masses``   the masses of a binomial law that exceed a level
``constants``      the normalising constants of pools
``sampled_value``  the mean true reward of inference-time pessimism, as an interval

Conventions
-----------
Base laws are fractions (n,); kinds are drawn in the order of the base law, the last one gets the rest, so that the most
frequent kind comes last for speed. Rewards lie between 0 and 1.

References
----------
A. Huang et al., arXiv:2503.21878, Section 4.

Tags
----
pessimism, finite samples, rigorous numerics
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, inf, lcm, ldexp, nextafter
from typing import NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import first_accepted
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval

__all__ = ["Masses", "binomial_masses", "constants", "likely_pools", "sampled_value"]

RARE = 1e-17  # masses below this are left out: some thousands of them together stay below 1e-12
BITS = 64  # of a quotient of whole numbers before it is rounded to a float


class Masses(NamedTuple):
    """Numbers of successes, and float bounds of their probabilities."""

    counts: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


@lru_cache(maxsize=4096)
def binomial_masses(draws: int, chance: Fraction, level: float = RARE) -> Masses:
    """The successes in ``draws`` draws whose probability exceeds ``level``, from the likeliest one in both directions."""
    wins, losses = chance.numerator, chance.denominator - chance.numerator
    mode, whole = min(int((draws + 1) * chance), draws), chance.denominator**draws
    top = comb(draws, mode) * wins**mode * losses ** (draws - mode)
    found = {mode: top}
    for step in (1, -1):
        k, mass = mode, top
        while 0 <= k + step <= draws:
            mass = mass * (draws - k) * wins // ((k + 1) * losses) if step > 0 else mass * k * losses // ((draws - k + 1) * wins)
            k += step
            if _ends(mass, whole)[1] < level:
                break
            found[k] = mass
    counts = sorted(found)
    ends = np.array([_ends(found[k], whole) for k in counts])
    return Masses(np.array(counts), ends[:, 0], ends[:, 1])


def _ends(numerator: int, denominator: int) -> tuple[float, float]:
    """Floats below and above a quotient of positive whole numbers."""
    shift = BITS + denominator.bit_length() - numerator.bit_length()
    near = ldexp(float((numerator << max(shift, 0)) // (denominator << max(-shift, 0))), -shift)
    low, high = nextafter(nextafter(near, 0.0), 0.0), nextafter(nextafter(near, inf), inf)
    return low, high


def likely_pools(base: Sequence[Fraction], draws: int) -> tuple[np.ndarray, Array, float]:
    """Counts (m, n) of pools, their masses as intervals (m,), and a bound on the mass of all other pools.

    Raises ``ValueError`` unless the base law is positive with sum 1.
    """
    if min(base) <= 0 or sum(base) != 1:
        raise ValueError(f"a positive law is needed, not {base}")
    counts, lower, upper = np.zeros((1, 0), dtype=int), np.ones(1), np.ones(1)
    for kind, mass in enumerate(base[:-1]):
        chance, parts = mass / (1 - sum(base[:kind])), []
        for row, low, high in zip(counts, lower, upper, strict=True):
            found = binomial_masses(draws - int(row.sum()), chance)
            kept = found.upper * high > RARE
            rows = np.column_stack([np.repeat(row[None], kept.sum(), axis=0), found.counts[kept]])
            parts.append((rows, found.lower[kept] * low, found.upper[kept] * high))
        counts, lower, upper = (np.concatenate(column) for column in zip(*parts, strict=True))
        lower, upper = np.nextafter(lower, 0), np.nextafter(upper, np.inf)
    counts = np.column_stack([counts, draws - counts.sum(axis=1)])
    masses = Array(interval, interval.Interval(lower[:, None], upper[:, None]))
    return counts, masses, max(float(1 - Fraction(xp.value(xp.sum(masses))[0])) * 1.001, 0.0)


def constants(counts: np.ndarray, reward: Sequence[Fraction], strength: Fraction) -> Array:
    """The normalising constants (m,) of pools (m, n): whole numbers, and one rounded quotient for every set of largest rewards.

    Raises ``ValueError`` for numbers too long to be whole in floats.
    """
    order = sorted(range(len(reward)), key=lambda kind: -reward[kind])
    unit = lcm(strength.denominator, *(r.denominator for r in reward))
    scaled = np.array([int(reward[kind] * unit) for kind in order])
    taken = np.cumsum(counts[:, order], axis=1)
    gains = np.cumsum(counts[:, order] * scaled, axis=1) - counts.sum(axis=1, keepdims=True) * int(strength * unit)
    sizes = taken * unit
    if max(abs(gains).max(), sizes.max()) >= 1 << 53:
        raise ValueError("rewards and strength have denominators too large for floats")
    quotients = np.where(taken > 0, gains / np.maximum(sizes, 1), -np.inf).max(axis=1)
    ends = np.nextafter(quotients, -np.inf), np.nextafter(quotients, np.inf)
    return Array(interval, interval.Interval(*(end[:, None] for end in ends)))


def sampled_value(
    base: Sequence[Fraction], proxy: Sequence[Fraction], truth: Sequence[Fraction], strength: Fraction, draws: int
) -> Array:
    """``E J`` of two-pool inference-time pessimism with ``draws`` draws a pool and rewards in [0, 1], as an interval."""
    counts, masses, missed = likely_pools(base, draws)
    law, constant = xp.intervals(list(base)), constants(counts, proxy, strength)
    room = 1 - constant
    shares = [xp.minimum(xp.maximum(reward - constant, 0) / room, 1) for reward in proxy]
    outputs = first_accepted(law, xp.stack(shares).T, draws, law)
    value = xp.dot(masses, xp.dot(outputs, xp.intervals(list(truth))))
    return value + Array(interval, interval.Interval(np.zeros(1), np.full(1, missed)))
