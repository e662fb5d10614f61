"""Matrix games in floats, for search and for what is checked afterwards.

HiGHS stops about 1e-7 from an optimal vertex. Exact games are in ``games``.

Main definitions
----------------
``near_solution``   value, row strategy and column strategy

Tags
----
zero-sum games, linear programming
"""

from __future__ import annotations

import numpy as np

__all__ = ["near_solution"]


def near_solution(payoffs: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Value, row law (maximising) and column law (minimising) of float payoffs (m, n), normalised.

    Raises ``ValueError`` when HiGHS finds no solution, as with payoffs that are not finite.
    """
    from scipy.optimize import linprog

    m, n = payoffs.shape
    if not np.isfinite(payoffs).all():
        raise ValueError(f"a game in floats needs finite payoffs, not {payoffs[~np.isfinite(payoffs)][0]}")
    rows, bounds = np.c_[payoffs, -np.ones(m)], [(0, None)] * n + [(None, None)]
    found = linprog(np.r_[np.zeros(n), 1], rows, np.zeros(m), [[1] * n + [0]], [1], bounds, method="highs")
    if found.status != 0:
        raise ValueError(f"the game of shape {payoffs.shape} has no solution in floats: {found.message}")
    row, column = np.maximum(-found.ineqlin.marginals, 0), np.maximum(found.x[:n], 0)
    return found.fun, row / row.sum(), column / column.sum()
