"""Finite zero-sum games.

A matrix game has a value and optimal mixed strategies, all rational when the payoffs are; they are found by
one linear program whose optimum is proved in rational arithmetic.

Main definitions
----------------
``game_value``                     the value alone, as a formula for floats and exact numbers
``solve_game``, ``GameSolution``   the exact value and one optimal strategy of either player
``exact_table``                    a table of payoffs as users give it, checked to be exact

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

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.whole.programs import solve_program
from theory_lab.numbers.whole.rationals import rationals

__all__ = ["GameSolution", "exact_table", "game_value", "solve_game"]


@dataclass(frozen=True, slots=True)
class GameSolution:
    """``row`` guarantees at least ``value`` against every column, ``column`` concedes at most ``value`` to every row."""

    value: Fraction
    row: tuple[Fraction, ...]
    column: tuple[Fraction, ...]


def solve_game(payoffs: Any) -> GameSolution:
    """The exact solution of a matrix game (m, n): the column player minimises the largest row of ``payoffs @ column``.

    ``payoffs`` are nested whole numbers or fractions, or an exact Array; a whole-number NumPy array is the fast form. Raises
    ``ValueError`` for an empty game and ``TypeError`` on floats.
    """
    table = exact_table(payoffs, "the payoff")
    if table.ndim != 2 or not table.size:
        raise ValueError(f"a matrix game needs at least one row and one column, got shape {table.shape}")
    m, n = table.shape
    rows = np.concatenate([table, -np.ones((m, 1), dtype=int)], axis=1)
    found = solve_program([0] * n + [1], rows, [0] * m, [[1] * n + [0]], [1], free=[n])
    return GameSolution(found.value, found.y, found.x[:n])


def exact_table(values: Any, name: str) -> np.ndarray:
    """A table of nested whole numbers or fractions, or of an exact Array; whole numbers in NumPy become those of 64 bits.

    ``name`` says what one entry is.  Raises ``TypeError`` on floats.
    """
    table = np.asarray(() if isinstance(values, Array) else values)
    if table.dtype.kind in "iu" and np.can_cast(table.dtype, np.int64):  # narrower ones overflow in products
        return table.astype(np.int64, copy=False)
    return rationals(values, name)


@xp.formula
def game_value(payoffs: Array) -> Array:
    """``max over row laws p, min over columns j of sum_i p_i payoffs[i, j]``, payoffs (m, n); raises what ``lp_value`` raises."""
    m, n = payoffs.shape
    cost, total = np.array([0] * n + [1, -1]), np.array([[1] * n + [0, 0], [-1] * n + [0, 0]])
    unit = xp.ones((1,), like=payoffs)
    value = np.array([[-1] * m, [1] * m]) * unit
    rows = xp.concatenate([xp.concatenate([payoffs.T, value]).T, total * unit])
    return xp.lp_value(cost * unit, rows, np.array([0] * m + [1, -1]) * unit)
