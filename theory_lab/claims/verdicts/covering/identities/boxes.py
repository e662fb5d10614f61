"""The rule for claims whose sides are rational functions of the parameters: decided as such, on a whole chart at once.

In each case of the signs of the polynomials that a formula compares (``cases``), its sides are quotients of polynomials
(``quotients``), and so is what a step leaves, ``right - left``.  An equation holds where that is 0 as a polynomial, or is so
wherever polynomials vanish that are 0 in the case; an inequality where the signs of its irreducible factors say so, a square
having none but 0 and 1.  Each instance has one of the cases, so that a claim that holds in all of them holds on the chart, at
equality too.

Main definitions: ``is_shown``; ``instance``, the instances of a chart as functions of its parameters.

Conventions: a chart is read as its inside, its faces being charts of their own, or as closed where it is alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.covering.charts import Chart
from theory_lab.claims.verdicts.covering.identities import entries, quotients
from theory_lab.claims.verdicts.covering.identities.cases import Case, Factors, Known
from theory_lab.claims.verdicts.covering.identities.ends import Ended, Open, Purse, Spent, Vacuous
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom
from theory_lab.claims.verdicts.covering.identities.quotients import Quotients
from theory_lab.claims.verdicts.covering.identities.regions import LEAST, POSITIVE, ZERO, Region
from theory_lab.claims.verdicts.judge import ascending, hypotheses, sides
from theory_lab.numbers import Array
from theory_lab.numbers.array import together
from theory_lab.numbers.reals.precisions import deciding

# Cases of one chart: there are more where many numbers are compared.
MOST_CASES = 32
# Names for values of other functions: most formulas have none, and laws of words one for each letter.
NAMES = 24


def is_shown(claim: Claim, chart: Chart, static: Mapping[str, int], purse: Purse) -> bool:
    """Whether the claim holds, or a hypothesis is missed, at each instance of a chart.

    False where the rule has no say, and where the work that ``purse`` allows is not enough.
    """
    region = Region(chart, chart.axes.low, chart.axes.high, bool(chart.simplices) and not chart.closed, NAMES)
    try:
        return _is_shown(claim, region, static, purse)
    except (Open, Spent):
        return False


def _is_shown(claim: Claim, region: Region, static: Mapping[str, int], purse: Purse) -> bool:
    if not region.is_possible([], {}):
        return True
    later: list[Known] = [region.start]
    atoms: list[Atom] = []
    factored: dict[tuple[str, str], Factors] = {}
    for _ in range(MOST_CASES):
        if not later:
            return True
        case, before = Case(region, dict(later.pop()), later, atoms, purse, factored), Ended.raised
        try:
            with entries.within(case), deciding():
                if not _holds(claim, instance(region, static)):
                    return False
                if Ended.raised != before:
                    raise Open("code that goes on where a case ended")
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
