"""Mixing times that are decided.

The mixing time is the smallest ``t`` with ``d(t) = max over x of TV(P^t(x, .), pi) <= 1/4``, the separation time the same for
``s(t) = max over x, y of 1 - P^t(x, y)/pi(y)``. Neither grows, so powers by repeated squaring and a binary search find the
time. Every comparison is decided: first in floats with a bound on their error, then with balls, and in rationals when a
distance equals the level; so the distance at ``t - 1`` is above the level and that at ``t`` is not.

Main definitions
----------------
``mixing_time``, ``separation_time``   the times, from the worst start
``MixingTime``                         a time with the distances one step before and at the step

Conventions
-----------
Matrices are exact rational Arrays (n, n) whose rows sum to 1. Distances lie in [0, 1]. The starting state is the worst
one. A chain of one state has mixed at time 0, and the distance before that is infinite. For walks on large trees see
``starts``.

References
----------
D. Levin, Y. Peres, Markov Chains and Mixing Times, sections 4.5 and 6.4.

Tags
----
mixing time, total variation, separation
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from flint import arb, arb_mat, fmpq, fmpq_mat

from theory_lab import numbers as xp
from theory_lab.chains.enclosed import UNIT, Powers, product
from theory_lab.chains.structure import edges_of, require_convergence, stationary_on, transitions
from theory_lab.numbers import INFINITY, Array, Real, Undecided
from theory_lab.numbers.reals.real import lift
from theory_lab.numbers.whole.rationals import rational

__all__ = ["MixingTime", "mixing_time", "separation_time"]

_PRECISIONS = (96, 192, 384)  # bits, tried in turn where a distance is too close to its level to tell
_SMALL = 64  # up to here balls cost little and enclose tightly
QUARTER = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class MixingTime:
    """``before > level >= after`` are enclosures of the worst distances at ``time - 1`` and at ``time``."""

    time: int
    before: Real
    after: Real


def mixing_time(matrix: Array, level: Fraction = QUARTER) -> MixingTime:
    """The smallest ``t`` with ``max_x TV(P^t(x, .), pi) <= level``, for an irreducible aperiodic chain and ``0 < level < 1``.

    Raises ``ValueError`` for a reducible or periodic chain, whose distances do not tend to 0, and ``TypeError`` for floats.
    """
    return _decided(matrix, level, total_variation)


def separation_time(matrix: Array, level: Fraction = QUARTER) -> MixingTime:
    """The smallest ``t`` with ``max_x,y 1 - P^t(x, y)/pi(y) <= level``; raises what ``mixing_time`` raises."""
    return _decided(matrix, level, separation)


def total_variation(row: list[Any], law: list[Any]) -> Any:
    """``sum |row - law| / 2``."""
    return sum((abs(a - b) for a, b in zip(row[1:], law[1:], strict=True)), abs(row[0] - law[0])) / 2


def separation(row: list[Any], law: list[Any]) -> Any:
    """``max 1 - row/law``."""
    largest = 1 - row[0] / law[0]
    for a, b in zip(row[1:], law[1:], strict=True):
        gap = 1 - a / b
        largest = largest.max(gap) if isinstance(gap, arb) else max(largest, gap)
    return largest


class _Distances(Protocol):
    """Worst distances of powers of a chain, whether they exceed the level, and how powers multiply."""

    seen: dict[int, Real]

    def exceeds(self, time: int, power: Any) -> bool: ...

    def times(self, a: Any, b: Any) -> Any: ...

    def start(self) -> tuple[Any, Any]: ...


class _InFloats:
    """Powers with a bound on the error of rows; raises ``Undecided`` within the error of the level."""

    def __init__(self, walk: fmpq_mat, law: list[fmpq], level: Fraction, measure: Callable[..., Any]) -> None:
        self.walk, self.level, self.separated, self.seen = walk, level, measure is separation, {}
        self.law = np.array([_nearest(mass) for mass in law])
        self.spread = float(1 / self.law.min()) if self.separated else 1.0

    def start(self) -> tuple[Powers, Powers]:
        matrix = np.array([[_nearest(entry) for entry in row] for row in self.walk.tolist()])
        return Powers(np.eye(len(matrix)), 0.0), Powers(matrix, 2 * UNIT)

    def times(self, a: Powers, b: Powers) -> Powers:
        return product(a, b)

    def exceeds(self, time: int, power: Powers) -> bool:
        n = len(self.law)
        if self.separated:
            worst = float((1 - power.matrix / self.law).max())
        else:
            worst = float(np.abs(power.matrix - self.law).sum(axis=1).max()) / 2
        error = 1.01 * self.spread * (power.error + (n + 8) * UNIT)
        self.seen[time] = Real(None, arb(max(worst, 0.0), error))
        if not error < 1 or abs(Fraction(worst) - self.level) <= Fraction(error):
            raise Undecided(f"the distance at time {time} is within the error of the level")
        return worst > self.level


class _InBalls:
    """Powers of balls; rationals decide ties when asked to."""

    def __init__(self, walk: fmpq_mat, law: list[fmpq], level: Fraction, measure: Callable[..., Any], exact_ties: bool) -> None:
        self.walk, self.law, self.measure, self.exact_ties, self.seen = walk, law, measure, exact_ties, {}
        self.level = fmpq(level.numerator, level.denominator)
        self.balls = [arb(mass) for mass in law]

    def start(self) -> tuple[arb_mat, arb_mat]:
        n = self.walk.nrows()
        return arb_mat([[int(i == j) for j in range(n)] for i in range(n)]), arb_mat(self.walk)

    def times(self, a: arb_mat, b: arb_mat) -> arb_mat:
        return a * b

    def exceeds(self, time: int, power: arb_mat) -> bool:
        worst = arb(0)
        for row in power.tolist():
            worst = worst.max(self.measure(row, self.balls))
        self.seen[time] = Real(None, worst)
        level = arb(self.level)
        if worst > level:
            return True
        if worst <= level:
            return False
        if not self.exact_ties:
            raise Undecided(f"the distance at time {time} is within the error of the level")
        exact = max(self.measure(row, self.law) for row in _power(self.walk, time).tolist())
        self.seen[time] = lift(exact)
        return exact > self.level


def _decided(matrix: Array, level: Fraction, measure: Callable[..., Any]) -> MixingTime:
    walk, level = transitions(matrix), rational(level, "the level of a mixing time")
    require_convergence(edges_of(walk))
    if not 0 < level < 1:
        raise ValueError(f"the level of a mixing time lies in (0, 1), got {level}")
    law = [fmpq(f.numerator, f.denominator) for f in stationary_on(walk, list(range(walk.nrows())))]
    if walk.nrows() > _SMALL:
        with suppress(Undecided):
            return _search(_InFloats(walk, law, level, measure))
    for bits in _PRECISIONS:
        try:
            with xp.precision(bits):
                return _search(_InBalls(walk, law, level, measure, exact_ties=bits == _PRECISIONS[-1]))
        except Undecided:
            continue
    raise Undecided(f"the distance stays within the error of the level {level}")


def _search(distances: _Distances) -> MixingTime:
    current, step = distances.start()
    if not distances.exceeds(0, current):
        return MixingTime(0, lift(INFINITY), distances.seen[0])
    powers = [step]
    while distances.exceeds(1 << (len(powers) - 1), powers[-1]):
        powers.append(distances.times(powers[-1], powers[-1]))
    time = 0
    for j in reversed(range(len(powers) - 1)):
        candidate = distances.times(current, powers[j])
        if distances.exceeds(time + (1 << j), candidate):
            time, current = time + (1 << j), candidate
    return MixingTime(time + 1, distances.seen[time], distances.seen[time + 1])


def _power(walk: fmpq_mat, time: int) -> fmpq_mat:
    n = walk.nrows()
    result = fmpq_mat([[int(i == j) for j in range(n)] for i in range(n)])
    for bit in f"{time:b}":
        result = result * result
        result = result * walk if bit == "1" else result
    return result


def _nearest(entry: fmpq) -> float:
    return int(entry.p) / int(entry.q)
