"""Rules that settle boxes on which the sides touch, from the slopes of what each step leaves: ``right - left``.

*Falling.*  Where the slopes in one parameter are nowhere negative on a box, what a step leaves is least at the lower face, and
where nowhere positive at the upper one; the step holds on the box if it does on that face.

*Centred form.*  From an instance ``e`` of the box to any other one parameter after the other is moved, so that the step leaves
at least what it does at ``e`` less the sum of the largest slopes times how far each goes; nothing is lost by one whose slopes
have one sign and which is at that end in ``e``.

Both go from instance to instance within the box: a weight may fall, and what it loses goes to the last one of its vector, and
rise only where the box lies in the simplex.  Read as the inside of its chart, a box has no instance at which a weight is 0.

Main definitions: ``Seen``, ``seen``.

Conventions: what is shown is that the sides hold everywhere in the box, whether or not it meets the hypotheses, and that sides
and hypotheses have values there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.covering import slopes
from theory_lab.claims.verdicts.covering.charts import Chart
from theory_lab.claims.verdicts.covering.payloads import Slopes, parameters
from theory_lab.claims.verdicts.judge import ascending, hypotheses, related, sides
from theory_lab.numbers.arithmetics import doubts, enclosures, interval
from theory_lab.numbers.arithmetics.interval import Interval
from theory_lab.numbers.array import together
from theory_lab.numbers.reals.precisions import deciding

# A box falls when it is this part of the volume, or a face: where the face is left open so is the box, and cutting settles parts.
LITTLE = 2.0**-8
# A box that lies across the border of the hypotheses is cut until it is as small: what misses them need not be shown to hold.
SMALL = 2.0**-8


@dataclass(frozen=True)
class Seen:
    """Of each box whether all steps hold, shape (boxes,), and the faces to which it may fall, shape (axes, boxes)."""

    holds: np.ndarray
    to_low: np.ndarray
    to_high: np.ndarray


@dataclass(frozen=True)
class _Step:
    """Where a step surely holds, and what its right side leaves: an enclosure, and slopes of shape (axes, boxes)."""

    sure: np.ndarray
    left: Interval
    slopes: Interval


def seen(claim: Claim, chart: Chart, low: np.ndarray, high: np.ndarray, static: Mapping[str, int], inside: bool) -> Seen:
    """What the rules say of boxes of a chart, read as its ``inside`` or as closed."""
    steps, doubtful = _steps(claim, chart, low, high, static, inside)
    lower, upper = np.ones(low.shape, dtype=bool), chart.within(high)
    for part in chart.simplices if inside else ():
        lower[part] &= low[part] > 0
        upper[part] &= high[part] < 1
    axes = chart.axes
    little = axes.shares(low, high).prod(axis=0) <= LITTLE
    met, hazy = _met(claim, chart, low, high, static)
    doubtful |= hazy
    ready = (low < high) & ~doubtful & little & (met | (axes.widths(low, high).max(axis=0) < SMALL))
    every, lows, highs = np.ones(low.shape[1], dtype=bool), lower & ready, upper & ready
    for k, step in enumerate(steps):
        falls, rises = step.slopes.hi <= 0, step.slopes.lo >= 0
        sure = step.sure
        if claim.relation != "==":
            sure = sure | _centred(claim, chart, (low, high), (rises & lower, falls & upper), static, inside, k, step)
        else:
            falls = rises = falls & rises
        every &= sure
        lows &= sure | rises
        highs &= sure | falls
    return Seen(every & ~doubtful, lows, highs)


def _met(
    claim: Claim, chart: Chart, low: np.ndarray, high: np.ndarray, static: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Of which boxes all instances meet the hypotheses, and in which a hypothesis may have no value."""
    with deciding(), doubts.watching(low.shape[1]) as doubtful:
        met, given = hypotheses(claim, chart.enclosed(low, high, static)[0])
    return np.full(low.shape[1], met) & (True if given is None else given.sure), doubtful


def _steps(
    claim: Claim, chart: Chart, low: np.ndarray, high: np.ndarray, static: Mapping[str, int], inside: bool
) -> tuple[list[_Step], np.ndarray]:
    """The steps of a claim over boxes, and where its sides may have no value."""
    count, axes = low.shape[1], len(low)
    found: list[_Step] = []
    with parameters(axes), deciding(), doubts.watching(count) as doubtful:
        values = sides(claim, chart.sloped(low, high, static, inside))
        for first, second in zip(values, values[1:], strict=False):
            sure = np.broadcast_to(related(claim.relation, first, second).sure, (count,))
            _, small, large = ascending(claim.relation, first, second)
            with doubts.only(np.zeros(1, dtype=bool)):
                _, (slack,) = together(large - small, among=slopes)
            found.append(_Step(sure, *_told(slack, axes, count)))
    return found, doubtful


def _told(slack: Slopes, axes: int, count: int) -> tuple[Interval, Interval]:
    """What a step leaves and its slopes, all of one shape; those of a constant are 0."""
    ends = [np.zeros((axes, count)), np.zeros((axes, count))]
    for axis, part in enumerate(slack.parts):
        if part is not None:
            ends[0][axis], ends[1][axis] = part.lo, part.hi
    lo, hi = (np.broadcast_to(end, (count,)) for end in (slack.value.lo, slack.value.hi))
    return Interval(lo, hi), Interval(*ends)


def _centred(
    claim: Claim,
    chart: Chart,
    box: tuple[np.ndarray, np.ndarray],
    ends: tuple[np.ndarray, np.ndarray],
    static: Mapping[str, int],
    inside: bool,
    k: int,
    step: _Step,
) -> np.ndarray:
    """Of which boxes the step holds by the centred form: around the end at which it leaves least, or the middle."""
    low, high = box
    middle = np.where(chart.axes.whole[:, None], np.floor(low + (high - low) / 2), low + (high - low) / 2)
    at = np.where(ends[0], low, np.where(ends[1], high, middle))
    far = np.maximum(*(enclosures.subtract(enclosures.point(a), enclosures.point(b)).hi for a, b in ((at, low), (high, at))))
    most = np.maximum(np.abs(step.slopes.lo), np.abs(step.slopes.hi))
    goes = (far > 0) & ~(ends[0] | ends[1])
    worth = np.isfinite(np.where(goes, most, 0)).all(axis=0) & chart.within(high).all(axis=0) & ~step.sure
    chosen = np.flatnonzero(worth)
    result = np.zeros(low.shape[1], dtype=bool)
    if not len(chosen):
        return result
    rates, ways = (enclosures.point(np.where(goes, part, 0.0)[:, chosen]) for part in (most, far))
    lost = interval.sum(enclosures.multiply(rates, ways), 0)
    there, doubtful = _steps(claim, chart, at[:, chosen], at[:, chosen], static, inside)
    least = enclosures.subtract(there[k].left, lost).lo
    result[chosen] = ((least > 0) | ((least == 0) & (claim.relation in ("<=", ">=")))) & ~doubtful
    return result
