"""The rule for claims whose sides are rational functions of the parameters: decided as such, on a whole chart at once.

In each case of the signs of the polynomials that a formula compares (``cases``), its sides are quotients of polynomials
(``quotients``), and so is what a step leaves, ``right - left``.  An equation holds where that is 0 as a polynomial, or is so
wherever polynomials vanish that are 0 in the case; an inequality where the signs of its irreducible factors say so, a square
having none but 0 and 1.  Each instance has one of the cases, so that a claim that holds in all of them holds on the chart, at
equality too.

Main definitions: ``left`` (what is not shown of a chart), ``is_shown`` (of a box), ``instance`` (as functions of the parameters).

Conventions: a chart is read as its inside, its faces being charts of their own, or as closed where it is alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.covering.charts import Chart
from theory_lab.claims.verdicts.covering.identities import entries, quotients
from theory_lab.claims.verdicts.covering.identities.cases import Case, Known
from theory_lab.claims.verdicts.covering.identities.ends import Full, Open, Purse, Spent, Vacuous
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom
from theory_lab.claims.verdicts.covering.identities.quotients import Quotients
from theory_lab.claims.verdicts.covering.identities.regions import LEAST, POSITIVE, ZERO, Region
from theory_lab.claims.verdicts.judge import ascending, hypotheses, sides
from theory_lab.numbers import Array
from theory_lab.numbers.array import together
from theory_lab.numbers.reals.precisions import deciding

# Cases of one box: there are more where many numbers are compared, and fewer after it is cut.
MOST_CASES = 32
# Boxes of one chart, and of them in succession without one that is shown.
MOST_BOXES, IDLE = 256, 8
# Names of values of other functions that are tried: each makes polynomials dearer, and most formulas have none.
NAMES = (0, 8, 24)
# Boxes narrower than this part of the whole range are not cut: what is open there is open where surfaces meet.
NARROW = 2.0**-12


@dataclass(frozen=True)
class Left:
    """Boxes of a chart that are not shown, ``low`` and ``high`` of shape (axes, boxes), and how many were looked at."""

    low: np.ndarray
    high: np.ndarray
    seen: int


def left(claim: Claim, chart: Chart, static: Mapping[str, int], purse: Purse) -> Left:
    """The boxes of a chart on which the rule does not show the claim: the whole is cut as long as some of them are shown."""
    axes = chart.axes
    waiting, stuck, seen, idle = [(axes.low, axes.high)], [], 0, 0
    while waiting and idle < IDLE and seen < MOST_BOXES:
        low, high = waiting[0]
        seen += 1
        try:
            found = is_shown(claim, chart, low, high, static, purse)
        except (Open, Spent):
            break
        del waiting[0]
        idle = 0 if found else idle + 1
        if found:
            continue
        if axes.widths(low[:, None], high[:, None]).max(initial=0.0) < NARROW:
            stuck.append((low, high))
            continue
        lows, highs = axes.halves(low[:, None], high[:, None])
        waiting += [(lows[:, k], highs[:, k]) for k in (0, 1)]
    rest = stuck + waiting
    lows, highs = (np.array([box[k] for box in rest]).reshape(len(rest), len(axes.low)).T for k in (0, 1))
    return Left(lows, highs, seen)


def is_shown(claim: Claim, chart: Chart, low: np.ndarray, high: np.ndarray, static: Mapping[str, int], purse: Purse) -> bool:
    """Whether the claim holds, or a hypothesis is missed, at each instance of a box.

    Raises ``Open`` where the rule has no say, and ``Spent``.
    """
    for names in NAMES[:-1]:
        with contextlib.suppress(Full):
            return _is_shown(claim, Region(chart, low, high, bool(chart.simplices) and not chart.closed, names), static, purse)
    return _is_shown(claim, Region(chart, low, high, bool(chart.simplices) and not chart.closed, NAMES[-1]), static, purse)


def _is_shown(claim: Claim, region: Region, static: Mapping[str, int], purse: Purse) -> bool:
    if not region.is_possible([], {}):
        return True
    later: list[Known] = [region.start]
    atoms: list[Atom] = []
    for _ in range(MOST_CASES):
        if not later:
            return True
        case = Case(region, dict(later.pop()), later, atoms, purse)
        try:
            with entries.within(case), deciding():
                if not _holds(claim, instance(region, static)):
                    return False
        except Vacuous:
            continue
        except Exception as error:  # code that looks at numbers, or that raises an error somewhere in the box
            raise Open from error
    return not later


def _holds(claim: Claim, instance: Any) -> bool:
    """Whether the claim holds in the case in force."""
    met, _ = hypotheses(claim, instance)
    if not met:
        return True
    values = sides(claim, instance)
    for first, second in zip(values, values[1:], strict=False):
        relation, small, large = ascending(claim.relation, first, second)
        _, (left, right) = together(small, large, among=quotients)
        truth = {"==": ZERO, "<=": LEAST, "<": POSITIVE}[relation]
        if not quotients.is_related(right, left, truth):
            return False
    return True


def instance(region: Region, static: Mapping[str, int]) -> Any:
    """The instances of a chart as functions of its parameters."""
    arrays = {}
    for name in region.chart.space.arrays:
        rates, offsets, shape, axes = region.chart.affine(name)
        rows = np.empty(len(rates), dtype=object)
        for k, (row, offset) in enumerate(zip(rates, offsets, strict=True)):
            terms = (fmpq(int(rate)) * x for rate, x in zip(row, region.parameters[axes], strict=True) if rate)
            rows[k] = entries.of(sum(terms, region.one * fmpq(int(offset))), region.one)
        arrays[name] = Array(quotients, Quotients(rows.reshape(shape)))
    return region.chart.space.instance(arrays, static)
