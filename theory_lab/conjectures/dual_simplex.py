"""Linear programs in a few variables and many rows, by the dual simplex method.

A search asks for thousands of them. A corner is given by as many rows as there are variables; the row that is violated most
replaces one of these, until none is. A step is a product with all rows and two systems of the size of the variables, where a
general solver spends a hundred times as long on reading the program.

Main definitions: ``least``.

Conventions: floats, for searches.
"""

from __future__ import annotations

import numpy as np

Column = np.ndarray
Matrix = np.ndarray
# Steps for each variable and some more: programs of two and three variables take about ten.
_STEPS, _MORE = 20, 60
# A direction smaller than this, of rows scaled to 1, leads nowhere.
_FLAT = 1e-12


def least(objective: Column, rows: Matrix, bounds: Column, box: float, within: float) -> Column | None:
    """A corner with the least ``objective @ x`` among ``rows @ x >= bounds`` and ``abs(x) <= box``; None where there is none.

    ``objective`` and ``x`` are of shape (n,), ``rows`` (m, n) and ``bounds`` (m,). Rows may be missed by ``within``, and a
    program whose corners go round in circles counts as one without any.
    """
    n = len(objective)
    side = np.where(objective >= 0, 1.0, -1.0)
    corner, offsets = np.diag(side), np.full(n, -box)  # the corner of the box where the objective is least
    point = -box * side
    for _ in range(_STEPS * n + _MORE):
        slack = rows @ point - bounds
        worst = int(slack.argmin()) if len(slack) else -1
        outside = box - abs(point)
        wall = int(outside.argmin())
        if min(slack[worst] if len(slack) else 0.0, outside[wall]) >= -within:
            return point
        if len(slack) and slack[worst] <= outside[wall]:
            row, bound = rows[worst], bounds[worst]
        else:
            row, bound = np.zeros(n), -box
            row[wall] = -np.sign(point[wall])
        try:
            prices, shares = np.linalg.solve(corner.T, np.column_stack([objective, row])).T
        except np.linalg.LinAlgError:
            return None
        leaving = np.flatnonzero(shares > _FLAT)
        if not len(leaving):
            return None
        ratios = np.maximum(prices[leaving], 0) / shares[leaving]
        # Of equal ones that with the largest share: its system is solved best.
        equal = leaving[ratios <= ratios.min() * (1 + _FLAT) + _FLAT]
        place = equal[shares[equal].argmax()]
        corner[place], offsets[place] = row, bound
        try:
            point = np.linalg.solve(corner, offsets)
        except np.linalg.LinAlgError:
            return None
    return None
