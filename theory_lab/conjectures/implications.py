"""Which inequalities say nothing new.

On the sample, a bound is implied by others where it is never better than a mixture of them; of two that imply each other the
simpler one is kept.

Main definitions: ``independent``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

from theory_lab.conjectures.inequalities import Inequality, total
from theory_lab.conjectures.terms import Column

# On the scale of the target: a bound that is better by less anywhere is none that anybody would miss.
_BETTER = 1e-6
# Instances of which mixtures are made at most; a linear program in them takes milliseconds.
_MOST = 400


def independent(inequalities: Sequence[Inequality], values: Mapping[str, Column]) -> list[Inequality]:
    """The inequalities that are not implied by mixtures of simpler ones, simplest first."""
    kept: list[tuple[Inequality, Column]] = []
    for one in sorted(inequalities, key=lambda one: (one.cost, repr(one))):
        bound = _bound(one, values)
        same = [other for known, other in kept if known.upper == one.upper and known.target[0].quantity == one.target[0].quantity]
        target = values[one.target[0].quantity]
        if not _implied(bound if one.upper else -bound, [b if one.upper else -b for b in same], abs(target)):
            kept.append((one, bound))
    return [one for one, _ in kept]


def _bound(inequality: Inequality, values: Mapping[str, Column]) -> Column:
    """The bound on the target itself, where a function of it is bounded."""
    inverse = {"": lambda x: x, "square": lambda x: np.sqrt(np.maximum(x, 0))}[inequality.target[0].function]
    return inverse(total(inequality.bound, values))


def _implied(bound: Column, others: Sequence[Column], scale: Column) -> bool:
    """Whether a mixture of the others is at most the bound everywhere."""
    if not others:
        return False
    table = np.array([bound, *others])
    usable = np.isfinite(table).all(axis=0) & np.isfinite(scale) & (scale > 0)
    table = table[:, usable] / scale[usable]
    slack = table[1:] - table[0]  # negative where the other one is better
    if (slack <= _BETTER).all(axis=1).any():
        return True
    if len(others) == 1:
        return False
    hard = np.argsort(-slack.min(axis=0))[:_MOST]
    count = len(others)
    # The mixture with the least worst excess over the bound.
    solved = linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.column_stack([slack[:, hard].T, -np.ones(len(hard))]),
        b_ub=np.zeros(len(hard)),
        A_eq=np.append(np.ones(count), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, 1)] * count + [(None, None)],
        method="highs",
    )
    return solved.status == 0 and bool((solved.x[:count] @ slack <= _BETTER).all())
