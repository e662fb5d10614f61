"""The best number of draws of Best-of-N, over a whole range, without trying every number.

With tie classes of the proxy in increasing order, ``F_k`` the base mass of the first ``k`` and ``m_k`` the mean true reward of
class ``k``, the true value of Best-of-N is ``J(N) = m_K - sum_k (m_{k+1} - m_k) F_k^N``. In ``s = F_max^N`` each power
is convex, so ``J`` is a difference of convex functions: chords and tangents bound it between two evaluations, and
branch and bound finds the maximum over all whole ``N``.

Main definitions
----------------
``Budget``        the best number of draws, its value, and how many evaluations it took
``best_budget``   the search
``value_at``      ``J(N)`` at any real ``N``, enclosed

Conventions
-----------
Laws and rewards are exact arrays or NumPy floats (n,), which are taken at their exact values, the law over its sum. Of several
best numbers the smallest is returned. Floats only decide what is worse by more than their rounding; the rest is decided in balls.

References
----------
A. Huang et al., arXiv:2503.21878 (the regret of Best-of-N as N grows).

Tags
----
Best-of-N, over-optimisation, branch and bound, exponential sums
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction
from math import log, log1p
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational

__all__ = ["Budget", "best_budget", "value_at"]

SLACK = 1e-12  # values that floats do not tell apart; the candidates within it are compared in balls
ROUNDED = Fraction(1, 10**6)  # what a law of floats, single ones too, may miss of total 1
PRECISIONS = (128, 1024, 8192, 65536)  # bits, tried in turn: powers of nearly equal budgets differ late


class Budget(NamedTuple):
    """The best number of draws up to a limit, the value there as a float, and the number of evaluations of ``J``."""

    draws: int
    value: float
    evaluations: int


@dataclass(frozen=True)
class _Sum:
    """``J(N) = last - sum_k steps_k (1 - tails_k)^N`` with ``0 < tails < 1`` and steps that are not 0."""

    last: Fraction
    steps: list[Fraction]
    tails: list[Fraction]


class _Point(NamedTuple):
    draws: int
    place: float
    gain: float
    loss: float
    slope: float
    value: float


def best_budget(base: Any, proxy: Any, truth: Any, most: int) -> Budget:
    """The ``N`` in ``1 .. most`` with the largest true value of Best-of-N by ``proxy``.

    Usually 5 to 40 evaluations; up to a few hundred where tie classes of nearly equal mass pull in opposite directions. Raises
    ``ValueError`` for a limit that is no whole number from 1 on, for a base that is no law and for vectors that do not fit.
    """
    if not 1 <= most < np.inf or int(most) != most:
        raise ValueError(f"the largest number of draws is a whole number, at least 1, got {most}")
    terms = _terms(base, proxy, truth)
    if not terms.steps:
        return Budget(1, float(terms.last), 1)
    points = _Search(terms, int(most)).run()
    best = max(point.value for point in points.values())
    near = sorted(draws for draws, point in points.items() if point.value > best - SLACK)
    chosen = near[0]
    for draws in near[1:]:
        if _is_better(terms, draws, chosen):
            chosen = draws
    return Budget(chosen, float(points[chosen].value), len(points))


def value_at(base: Any, proxy: Any, truth: Any, draws: int | Fraction) -> Any:
    """The true value ``J(N)`` of Best-of-N by ``proxy`` at a real ``N >= 1``, as an exact or enclosed ``Real``.

    Raises ``TypeError`` for a number of draws that is a float, and ``ValueError`` for what makes no sense otherwise.
    """
    number = rational(draws, "the number of draws")
    if number < 1:
        raise ValueError(f"Best-of-N draws at least once, got N = {number}")
    return xp.value(_value(_terms(base, proxy, truth), number))


def _terms(base: Any, proxy: Any, truth: Any) -> _Sum:
    masses, scores, rewards = (_fractions(values) for values in (base, proxy, truth))
    if not len(masses) == len(scores) == len(rewards):
        raise ValueError(f"lengths differ: {len(masses)} probabilities, {len(scores)} proxy and {len(rewards)} true rewards")
    if not masses or min(masses) < 0 or abs(sum(masses) - 1) > (0 if isinstance(base, Array) else ROUNDED):
        raise ValueError(f"the base law has nonnegative probabilities of total 1, not {[float(mass) for mass in masses[:8]]}")
    total = sum(masses)
    masses = [mass / total for mass in masses]
    classes: dict[Fraction, list[Fraction]] = {}
    for mass, score, reward in zip(masses, scores, rewards, strict=True):
        total = classes.setdefault(score, [Fraction(0), Fraction(0)])
        total[0] += mass
        total[1] += mass * reward
    ranked = [(total[0], total[1] / total[0]) for _, total in sorted(classes.items()) if total[0]]
    steps, tails, tail = [], [], Fraction(0)
    for (mass, mean), (_, lower) in zip(ranked[:0:-1], ranked[-2::-1], strict=True):
        tail += mass
        if mean != lower:
            steps.append(mean - lower)
            tails.append(tail)
    return _Sum(ranked[-1][1], steps, tails)


def _fractions(values: Any) -> list[Fraction]:
    if isinstance(values, Array):
        return [xp.value(x).fraction for x in values]
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"laws and rewards are vectors (n,), got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"laws and rewards are finite, got {array[~np.isfinite(array)][0]}")
    return [Fraction(x) for x in array.tolist()]


class _Search:
    """Branch and bound in floats: evaluates until every other number is worse than the best by more than the slack."""

    def __init__(self, terms: _Sum, most: int) -> None:
        steps = np.array([float(x) for x in terms.steps])
        # Near 1 from the other side: a tail of all but 1e-20 is 1 in floats, and has the logarithm of 0 left.
        self.logs = np.array([log1p(-float(x)) if 2 * x < 1 else log(float(1 - x)) for x in terms.tails])
        self.last, self.most = float(terms.last), most
        self.top = self.logs.max()
        self.exponents = self.logs / self.top
        self.gains, self.losses = np.maximum(-steps, 0), np.maximum(steps, 0)
        self.points: dict[int, _Point] = {}

    def run(self) -> dict[int, _Point]:
        heap: list[tuple[float, int, int, int]] = []
        self._push(heap, 1, self.most)
        while heap:
            bound, low, high, middle = heapq.heappop(heap)
            if -bound <= max(point.value for point in self.points.values()) - SLACK:
                break
            self._push(heap, low, middle)
            self._push(heap, middle, high)
        return self.points

    def _at(self, draws: int) -> _Point:
        if draws not in self.points:
            powers, place = np.exp(draws * self.logs), np.exp(draws * self.top)
            gain, loss = float(self.gains @ powers), float(self.losses @ powers)
            slope = float(self.losses @ (self.exponents * np.exp(draws * (self.logs - self.top))))
            self.points[draws] = _Point(draws, float(place), gain, loss, slope, self.last + gain - loss)
        return self.points[draws]

    def _push(self, heap: list[tuple[float, int, int, int]], low: int, high: int) -> None:
        first, second = self._at(low), self._at(high)
        if high - low > 1 and not self._is_monotone(low, high):
            bound, place = self._bound(first, second)
            heapq.heappush(heap, (-bound, low, high, _inside(np.log(max(place, 5e-324)) / self.top, low, high)))

    def _is_monotone(self, low: int, high: int) -> bool:
        """Whether ``J'(N) / F_max^N``, a sum of decreasing and of increasing terms, keeps its sign."""
        early, late = (np.exp(draws * (self.logs - self.top)) * self.exponents for draws in (low, high))
        rising, falling = self.losses @ late - self.gains @ early, self.losses @ early - self.gains @ late
        scale = SLACK * (self.losses + self.gains) @ early
        return bool(rising > scale or falling < -scale)

    def _bound(self, first: _Point, second: _Point) -> tuple[float, float]:
        """An upper bound on ``J`` between two evaluations, and where it is attained: chord of the gain, tangents of the loss."""
        low, high = second.place, first.place
        if high - low < 1e-300:
            return max(first.gain, second.gain) + self.last - min(first.loss, second.loss), 0.0
        chord = (first.gain - second.gain) / (high - low)
        meet = low
        if first.slope != second.slope:
            meet = (second.loss - first.loss + first.slope * high - second.slope * low) / (first.slope - second.slope)
        bounds = []
        for s in (low, min(max(meet, low), high), high):
            loss = max(first.loss + first.slope * (s - high), second.loss + second.slope * (s - low))
            bounds.append((self.last + second.gain + chord * (s - low) - loss, s))
        return max(bounds)


def _inside(wanted: float, low: int, high: int) -> int:
    """A whole number strictly between two others, near the wanted one but not next to an end of a long range."""
    if high > 4 * low:
        ends = low * (high / low) ** 0.1, low * (high / low) ** 0.9
    else:
        ends = low + (high - low) / 10, high - (high - low) / 10
    return min(max(int(min(max(wanted, ends[0]), ends[1])), low + 1), high - 1)


def _is_better(terms: _Sum, draws: int, other: int) -> bool:
    """``J(draws) > J(other)``, decided in balls; values that agree to 65,536 bits count as equal."""
    for bits in PRECISIONS:
        with xp.precision(bits, False):
            low, high = (_value(terms, draws) - _value(terms, other)).numbers()[()].bounds()
        if low > 0 or high < 0:
            return low > 0
    return False


def _value(terms: _Sum, draws: int | Fraction) -> Array:
    if not terms.steps:
        return xp.exact(terms.last)
    powers = xp.exp(Fraction(draws) * xp.log(1 - xp.exact(terms.tails)))
    return terms.last - xp.dot(xp.exact(terms.steps), powers)
