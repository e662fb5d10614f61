"""Lipschitz bandits on a grid.

The worst Lipschitz function against a decision law solves a concave program along a path. Its message from point to
point is the slope of a concave function, a falling polyline; a step along the path spreads the polyline around its
zero. So every comparator costs one sweep.

Main definitions
----------------
``lipschitz_attacker``      the function of largest offset risk against one comparator
``lipschitz_coefficient``   the coefficient by cutting planes, in floats
``cover_bound``             ``min over covers of width + (size - 1)/(4 offset)``: what a grid of centres certifies

Conventions
-----------
Functions are on ``n`` equidistant points of [0, 1] with values in [0, 1] and slopes at most ``slope``.

References
----------
arXiv:2112.13487, section 6 (Lipschitz bandits); D. Foster and A. Rakhlin, arXiv:2312.16730, chapter 4.

Tags
----
Lipschitz bandits, covering numbers, message passing
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from theory_lab.decisions.coefficients.boxes import Sandwich, cutting_planes
from theory_lab.decisions.coefficients.finite_classes import positive_offset
from theory_lab.numbers.whole.rationals import rational

__all__ = ["cover_bound", "lipschitz_attacker", "lipschitz_coefficient"]


def lipschitz_attacker(estimate: np.ndarray, offset: float, decisions: np.ndarray, comparator: int, step: float) -> np.ndarray:
    """The maximiser (n,) of ``f(s) - E_p f - offset E_p (f - estimate)^2`` with neighbours at most ``step`` apart, in floats."""
    places, slopes, peaks = np.array([0.0, 1.0]), np.zeros(2), []
    for point, weight in enumerate(decisions):
        if point:
            places, slopes = _spread(places, slopes, peaks[-1], step)
        slopes = slopes + float(point == comparator) - weight - 2 * offset * weight * (places - estimate[point])
        peaks.append(_zero(places, slopes))
    values = [peaks[-1]]
    for peak in reversed(peaks[:-1]):
        values.append(min(max(peak, values[-1] - step), values[-1] + step))
    return np.array(values[::-1])


def _zero(places: np.ndarray, slopes: np.ndarray) -> float:
    """Where a falling polyline crosses 0; the first place if it starts below, the last if it ends above."""
    after = int((slopes > 0).sum())
    if after == 0 or after == len(places):
        return float(places[0] if after == 0 else places[-1])
    x, y = places[after - 1 : after + 1], slopes[after - 1 : after + 1]
    return float(x[0] + (x[1] - x[0]) * y[0] / (y[0] - y[1]))


def _spread(places: np.ndarray, slopes: np.ndarray, peak: float, step: float) -> tuple[np.ndarray, np.ndarray]:
    """The polyline with ``step`` of flat zero put in on either side of its crossing, cut to [0, 1]."""
    rising = slopes > 0
    wide = np.r_[places[rising] - step, peak - step, peak + step, places[~rising] + step]
    high = np.r_[slopes[rising], 0, 0, slopes[~rising]]
    inside = (wide > 0) & (wide < 1)
    first = _height(wide, high, int((wide <= 0).sum()), 0.0)
    last = _height(wide, high, int((wide < 1).sum()), 1.0)
    return np.r_[0.0, wide[inside], 1.0], np.r_[first, high[inside], last]


def _height(places: np.ndarray, slopes: np.ndarray, after: int, at: float) -> float:
    """The polyline at a place between the points ``after - 1`` and ``after``, continued flat; inside [0, 1] where it drops."""
    if after == 0 or after == len(places):
        return float(slopes[0] if after == 0 else slopes[-1])
    x, y = places[after - 1 : after + 1], slopes[after - 1 : after + 1]
    return float(y[0] + (y[1] - y[0]) * (at - x[0]) / (x[1] - x[0]))


def lipschitz_coefficient(estimate: np.ndarray, offset: float, slope: float = 1.0, width: float = 1e-6) -> Sandwich:
    """Bounds of ``min_p sup over Lipschitz functions``.

    Raises ``ValueError`` for an offset that is not positive, a negative slope and fewer than 2 points.
    """
    if not offset > 0:
        raise ValueError(f"the offset must be positive, not {offset!r}")
    if not slope >= 0:
        raise ValueError(f"the slope of Lipschitz functions is at least 0, not {slope!r}")
    if (points := len(estimate)) < 2:
        raise ValueError(f"a grid of [0, 1] has 2 points or more, not {points}")
    step = slope / (points - 1)

    def oracle(decisions: np.ndarray) -> tuple[float, np.ndarray]:
        attackers = np.array([lipschitz_attacker(estimate, offset, decisions, s, step) for s in range(points)])
        rows = np.diag(attackers)[:, None] - attackers - offset * (attackers - estimate) ** 2
        return float((rows @ decisions).max()), rows

    return cutting_planes(oracle, points, width, pull=0.3)


def cover_bound(offset: Fraction, points: int = 0, slope: Fraction = Fraction(1)) -> Fraction:
    """``min over N of slope * radius(N) + (N - 1)/(4 offset)``, exact.

    ``radius(N) = 1/(2N)`` for covers of [0, 1] by ``N`` intervals; with ``points > 1`` the least radius of ``N``
    centres of a grid of so many points, each serving at most ``ceil(points / N)`` of them. Raises ``ValueError`` for a negative
    slope and for a grid of 1 point.
    """
    offset, slope = positive_offset(offset), rational(slope, "the slope")
    if slope < 0:
        raise ValueError(f"the slope of Lipschitz functions is at least 0, not {slope}")
    if points < 0 or points == 1:
        raise ValueError(f"a grid of [0, 1] has 2 points or more, and 0 stands for all of it, not {points}")
    most = points or math.isqrt(math.ceil(2 * slope * offset)) + 1  # the bound rises from sqrt(2 slope offset) on

    def radius(size: int) -> Fraction:
        return Fraction(-(-points // size) // 2, points - 1) if points > 1 else Fraction(1, 2 * size)

    return min(slope * radius(size) + Fraction(size - 1) / (4 * offset) for size in range(1, most + 1))
