"""Many prompts with one coin each: when does maximum likelihood leave the truth?

The data law tosses a fair coin on ``d`` prompts and answers surely on a rare one; a rival bends every coin towards the side
that came up more often and pays on the rare prompt. Whether some rival is likelier depends on the visits to the rare prompt
and on the sum over the other prompts of ``|heads - tails|`` only, whose law is a dynamic program over the prompts.

Main definitions
----------------
``imbalance_law``        the law of ``sum_i |heads - tails|`` for every number of tosses, from below
``imbalance_counts``     the same in whole numbers
``departure_chance``     enclosure of the probability that a rival is likelier than the data law

Conventions
-----------
The dynamic program runs in floats on nonnegative terms, so that its errors are relative and at most the number of operations
in units of 2^-53; bounds are widened by more than that. Prompts with more than ``most`` tosses are left out, and all that
is left out is counted into the upper bound.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 4.1.

Tags
----
maximum likelihood, lower bounds, dynamic programming over counts
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache, reduce

import numpy as np
from flint import fmpz_poly

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Undecided

__all__ = ["departure_chance", "imbalance_counts", "imbalance_law"]
WIDENING = 2.0**-28  # above the relative rounding of all sums, which imbalance_law bounds before it begins


@lru_cache(maxsize=4)
def imbalance_law(prompts: int, tosses: int, most: int, reach: int | None = None, least: int = 0) -> np.ndarray:
    """``P(sum_i |heads - tails| = s | m tosses on uniformly drawn prompts)`` at entry (m, s), up to ``WIDENING`` and from below.

    Shape (tosses + 1, differences); only rows from ``least`` on are meant to be used. Differences above ``reach``, numbers of
    tosses on the first prompts far from the usual ones, and prompts with more than ``most`` tosses are left out. Raises
    ``ValueError`` without a prompt and where the rounding errors could exceed the widening.
    """
    _require_prompts(prompts, tosses, most, reach)
    if prompts * (most**2 + 4 * tosses) > 2**23:
        raise ValueError(f"{prompts} prompts with {tosses} tosses and up to {most} on one round too often; take fewer")
    usual_reach = int(1.2 * math.sqrt(prompts * tosses)) + 40  # the mean is 0.8 times the root
    reach, most = min(tosses, usual_reach if reach is None else reach), min(most, tosses)
    coins = _coins(tosses, reach)
    law, known = coins, range(tosses + 1)
    for later in range(2, prompts + 1):
        wanted = _usual(later / prompts, least, tosses)
        shares, following = _shares(tosses, most, later), np.zeros_like(law)
        halves = [_Half(law, parity) for parity in (0, 1)]
        for k in range(most + 1):
            for half in halves:
                # Rows of this half that are known, and become one that is wanted with k tosses more.
                first = max(known.start, wanted.start - k)
                first += (first - half.parity) % 2
                if count := len(range(first, min(known.stop, wanted.stop - k), 2)):
                    spread = half.spread(coins[k], k, first // 2, count)
                    rows = slice(first + k, first + k + 2 * count, 2)
                    columns = slice((half.parity + k) % 2, None, 2)
                    following[rows, columns] += (shares[rows, k] * spread[: following[:, columns].shape[1]]).T
        law, known = following, wanted
    return law


def _require_prompts(prompts: int, tosses: int, most: int = 0, reach: int | None = None) -> None:
    if prompts < 1 or tosses < 0:
        raise ValueError(f"the law needs a prompt and at least 0 tosses, not {prompts} and {tosses}")
    if most < 0 or (reach or 0) < 0:
        raise ValueError(f"what is kept has at least 0 tosses on a prompt and a reach of 0, not {most} and {reach}")


def _usual(share: float, least: int, tosses: int) -> range:
    """How many tosses the first prompts have, a share of all, where there are ``least`` to ``tosses`` on all: nine deviations."""
    far = 9 * math.sqrt(tosses * share * (1 - share))
    return range(max(0, int(least * share - far)), min(tosses, int(tosses * share + far)) + 1)


class _Half:
    """The rows of even or of odd numbers of tosses: their differences are of the same parity, and every other entry is 0.

    Kept with differences first, so that adding a shifted copy is one pass over neighbouring numbers.
    """

    def __init__(self, law: np.ndarray, parity: int) -> None:
        self.parity = parity
        self._law = np.ascontiguousarray(law[parity::2, parity::2].T)

    def spread(self, coins: np.ndarray, tosses: int, first: int, rows: int) -> np.ndarray:
        """So many ``rows`` with the difference of one more prompt added, by its law ``coins`` after so many tosses.

        Differences are again of one parity, the least first; terms are added in their order.
        """
        before = np.ascontiguousarray(self._law[:, first : first + rows])
        width, carry = len(before), self.parity * tosses % 2  # two odd differences make one even step more
        spread = np.zeros((width + carry, rows))
        scratch = np.empty_like(before)
        for place, s in enumerate(range(tosses % 2, min(tosses, len(coins) - 1) + 1, 2)):
            kept = width - place
            if kept > 0:
                np.multiply(before[:kept], coins[s], out=scratch[:kept])
                spread[carry + place : carry + width] += scratch[:kept]
        return spread


@lru_cache(maxsize=8)
def imbalance_counts(prompts: int, tosses: int) -> list[list[int]]:
    """How many of the ``(2 prompts)^m`` sequences of prompt and side have ``sum_i |heads - tails| = s``, at entry m, then s.

    Raises ``ValueError`` without a prompt.
    """
    _require_prompts(prompts, tosses)
    one = [_sides(k) for k in range(tosses + 1)]
    powers = [one]
    for _ in range(prompts.bit_length() - 1):
        powers.append(_shuffled(powers[-1], powers[-1]))
    used = [power for place, power in enumerate(powers) if prompts >> place & 1]
    return [[int(ways) for ways in row.coeffs()] for row in reduce(_shuffled, used)]


def departure_chance(
    prompts: int, samples: int, level: int, rare: Array, bend: Array, most: int = 30, reach: int | None = None
) -> tuple[Array, Array]:
    """Lower and upper bound of the probability, over all samples, that some rival is strictly likelier than the data law.

    Each sample visits the rare prompt with probability ``rare`` (), where the rival has ``1/level``, and otherwise one of
    ``prompts`` prompts, where it has ``(1 + bend)/2`` for the side that it favours. Raises ``Undecided`` at a tie, and
    ``ValueError`` for a level below 1, a ``rare`` that is no probability and a bend outside (0, 1).
    """
    if level < 1 or not bool((rare >= 0) & (rare <= 1)) or not bool((bend > 0) & (bend < 1)):
        raise ValueError(
            f"a rival has a level of at least 1, a rare prompt of probability in [0, 1] and a bend in (0, 1), not {level},"
            f" {xp.value(rare)} and {xp.value(bend)}"
        )
    law = imbalance_law(prompts, samples, most, reach, max(0, samples - most))
    gain, price = (xp.log(1 + bend) - xp.log(1 - bend)) / 2, -(xp.log(1 + bend) + xp.log(1 - bend)) / 2
    lower, seen, upper = xp.zeros((), like=rare), xp.zeros((), like=rare), xp.zeros((), like=rare)
    for visits in range(min(samples, most) + 1):
        needed = (visits * xp.log(xp.full((), level, like=rare)) + (samples - visits) * price) / gain
        row = law[samples - visits]
        chance = float(row[_first_above(needed) :].sum())
        mass = xp.binomial(samples, visits) * rare**visits * (1 - rare) ** (samples - visits)
        missing = max(0.0, 1 - float(row.sum()) * (1 - WIDENING))
        lower = lower + mass * Fraction(chance * (1 - WIDENING))
        upper = upper + mass * Fraction(min(1.0, chance * (1 + WIDENING) + missing))
        seen = seen + mass
    return lower, upper + 1 - seen


def _coins(tosses: int, reach: int) -> np.ndarray:
    """``P(|heads - tails| = s)`` of m fair coins, correctly rounded, at entry (m, s)."""
    coins = np.zeros((tosses + 1, reach + 1))
    for m in range(tosses + 1):
        ways, heads, whole = math.comb(m, (m + 1) // 2), (m + 1) // 2, 1 << m
        while heads <= m and 2 * heads - m <= reach:
            coins[m, 2 * heads - m] = (ways << (2 * heads > m)) / whole
            ways, heads = ways * (m - heads) // (heads + 1), heads + 1
    return coins


def _sides(tosses: int) -> fmpz_poly:
    """The sequences of heads and tails by ``|heads - tails|``, as the exponent."""
    ways = [0] * (tosses + 1)
    for heads in range(tosses + 1):
        ways[abs(2 * heads - tosses)] += math.comb(tosses, heads)
    return fmpz_poly(ways)


def _shuffled(left: list[fmpz_poly], right: list[fmpz_poly]) -> list[fmpz_poly]:
    """Sequences that are one of the left among one of the right, in all orders: differences add."""
    rows = []
    for m in range(len(left)):
        row = fmpz_poly([0])
        for k in range(m + 1):
            row += math.comb(m, k) * left[k] * right[m - k]
        rows.append(row)
    return rows


def _shares(tosses: int, most: int, prompts: int) -> np.ndarray:
    """``P(Bin(m, 1/prompts) = k)`` at entry (m, k), ``k <= most``, as products of nonnegative floats."""
    shares = np.zeros((tosses + 1, most + 1))
    shares[:, 0] = np.cumprod(np.concatenate([[1.0], np.full(tosses, 1 - 1 / prompts)]))
    sizes = np.arange(tosses + 1)
    for k in range(1, most + 1):
        shares[:, k] = shares[:, k - 1] * np.maximum(sizes - k + 1, 0) / (k * (prompts - 1))
    return shares


def _first_above(value: Array) -> int:
    """The smallest whole number above ``value`` ()."""
    low, high = xp.value(value).bounds()
    first = math.floor(low) + 1
    if math.floor(high) + 1 != first:
        raise Undecided(f"the sample is at a tie between the data law and a rival, at {xp.value(value)}")
    return first
