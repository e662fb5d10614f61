"""Finite zero-sum games.

A matrix game has a value and optimal mixed strategies, all rational when the payoffs are; they are found by
one linear program whose optimum is proved in rational arithmetic.

Main definitions
----------------
``solve_game``, ``GameSolution``   the value and one optimal strategy of either player

Conventions
-----------
The row player receives ``payoffs[i, j]`` and maximises. Payoffs are whole numbers or rationals.

References
----------
J. von Neumann, Zur Theorie der Gesellschaftsspiele, 1928; V. Chvatal, Linear Programming, 1983, chapter 15.

Tags
----
zero-sum games, minimax theorem, linear programming
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.programs import solve_program

__all__ = ["GameSolution", "solve_game"]


@dataclass(frozen=True, slots=True)
class GameSolution:
    """``row`` guarantees at least ``value`` against every column, ``column`` concedes at most ``value`` to every row."""

    value: Fraction
    row: tuple[Fraction, ...]
    column: tuple[Fraction, ...]


def solve_game(payoffs: Any) -> GameSolution:
    """The exact solution of a matrix game (m, n): the column player minimises the largest row of ``payoffs @ column``.

    ``payoffs`` are nested whole numbers or fractions; a whole-number NumPy array is the fast form. Raises
    ``ValueError`` for an empty game and ``TypeError`` on floats.
    """
    table = np.asarray(payoffs)
    if table.ndim != 2 or not table.size:
        raise ValueError(f"a matrix game needs at least one row and one column, got shape {table.shape}")
    m, n = table.shape
    rows = np.concatenate([table, -np.ones((m, 1), dtype=int)], axis=1)
    found = solve_program([0] * n + [1], rows, [0] * m, [[1] * n + [0]], [1], free=[n])
    return GameSolution(found.value, found.y, found.x[:n])
