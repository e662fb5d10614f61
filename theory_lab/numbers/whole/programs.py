"""Linear programs whose optimum is proved in rational arithmetic.

SciPy's HiGHS finds an optimal basis in floating point; two rational linear systems then give an exact primal
and an exact dual point, and the program is solved once both are feasible and their values are equal. A basis
that fails (degeneracy beyond the float tolerance, badly scaled data) is handed to an exact pivoting method,
so that the answer is always proved.

Main definitions
----------------
``solve_program``            minimise ``cost . x`` subject to ``A x <= b``, ``A_eq x = b_eq``, ``x >= 0`` but for free columns
``ProgramSolution``          the optimal value, a primal and a dual point
``Infeasible``, ``Unbounded``  errors that carry a Farkas vector or a ray

Conventions
-----------
Data are whole numbers or rationals, never floats. Whole-number NumPy arrays are the fast form: scale a row (and its bound) by
its common denominator. Multipliers follow the Lagrangian ``cost . x + y . (A x - b) + z . (A_eq x - b_eq)``: ``y >= 0``,
``cost + A' y + A_eq' z >= 0`` (``= 0`` in a free column), and ``value = -(b . y + b_eq . z)``.

References
----------
V. Chvatal, Linear Programming, 1983 (dictionaries, Bland's rule); D. Applegate, W. Cook, S. Dash, D.
Espinoza, Exact solutions to linear programming problems, 2007 (certifying a float basis).

Tags
----
linear programming, duality, certificate, simplex
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from flint import fmpq, fmpz_mat, nmod_mat

from theory_lab.numbers.whole.pivoting import FLOAT_SAFE, Infeasible, Unbounded, negative_entries, pivoted
from theory_lab.numbers.whole.rationals import rational

__all__ = ["Infeasible", "ProgramSolution", "Unbounded", "solve_program"]

_PRIME = (1 << 61) - 1  # the largest Mersenne prime in a machine word; a rank that it makes too small costs time only
_TOLERANCE = 1e-7  # that of HiGHS, of the guess at a basis only; what decides is exact


@dataclass(frozen=True, slots=True)
class ProgramSolution:
    """An exactly optimal pair: ``value = cost . x = -(b . y + b_eq . z)``, everything rational."""

    value: Fraction
    x: tuple[Fraction, ...]
    y: tuple[Fraction, ...]
    z: tuple[Fraction, ...] = ()
    certified: bool = True


def solve_program(cost: Any, A: Any, b: Any, A_eq: Any = (), b_eq: Any = (), free: Sequence[int] = ()) -> ProgramSolution:
    """Minimise ``cost . x`` subject to ``A x <= b``, ``A_eq x = b_eq`` and ``x_j >= 0`` for ``j`` not in ``free``.

    ``cost`` is (n,), ``A`` is (m, n), ``A_eq`` is (k, n); entries are whole numbers or rationals. Raises
    ``Infeasible`` or ``Unbounded`` (both ``ValueError``) with a certificate, ``TypeError`` on floats,
    ``ValueError`` on shapes.
    """
    n, free = len(cost), list(free)
    costs, _, (cost_scale,) = _whole_rows([cost], [0], n)
    upper, bounds, upper_scales = _whole_rows(A, b, n)
    equal, levels, equal_scales = _whole_rows(A_eq, b_eq, n)
    scales, m = upper_scales + 2 * equal_scales, len(upper)

    # The one form that is certified: min c . x, rows x <= limits, x >= 0.
    c = np.concatenate([costs[0], -costs[0][free]])
    rows = np.concatenate([upper, equal, -equal])
    rows = np.concatenate([rows, -rows[:, free]], axis=1)
    limits = np.concatenate([bounds, levels, -levels])
    try:
        basis = _float_basis(c, rows, limits, m, n, free)
        x, y = _certified(c, rows, limits, *basis) or pivoted(c, rows, limits, *basis)
    except Infeasible as error:
        raise Infeasible(_multipliers(error.certificate, scales, 1, m)) from None
    except Unbounded as error:
        raise Unbounded(_folded(error.certificate, n, free)) from None
    x = _folded(x, n, free)
    value = Fraction(sum(int(w) * v for w, v in zip(costs[0], x, strict=True))) / cost_scale
    return ProgramSolution(value, x, *_multipliers(y, scales, cost_scale, m))


def _whole_rows(A: Any, b: Any, n: int) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Rows ``(A_i, b_i)`` scaled to whole numbers: arrays (m, n) and (m,), int64 where all are small, and the scales."""
    A, b = np.asarray(A), np.asarray(b)
    if len(A) != len(b) or (len(A) and A.shape != (len(b), n)):
        raise ValueError(f"constraints of shape {A.shape} with {len(b)} right sides do not fit {n} variables")
    table, scales = np.empty((len(b), n + 1), dtype=object), [1] * len(b)
    if len(b):
        table[:, :n], table[:, n] = A, b
    if any(a.size and a.dtype.kind not in "iu" for a in (A, b)):
        for i, row in enumerate(table):
            entries = [_rational(entry) for entry in row]
            scales[i] = lcm(*(entry.denominator for entry in entries))
            table[i] = [int(entry * scales[i]) for entry in entries]
    if table.size and max(abs(int(table.max())), abs(int(table.min()))) < FLOAT_SAFE:
        table = table.astype(np.int64)
    return table[:, :n], table[:, n], scales


def _rational(entry: Any) -> Fraction:
    if isinstance(entry, fmpq):
        return Fraction(int(entry.p), int(entry.q))
    return rational(entry, "the entry")


def _float_basis(
    c: np.ndarray, rows: np.ndarray, limits: np.ndarray, m: int, n: int, free: list[int]
) -> tuple[list[int], list[int]]:
    """Rows and columns of a nonsingular block that HiGHS believes to be optimal; empty lists when it has no solution."""
    from scipy.optimize import linprog

    size = np.maximum(abs(rows).max(axis=1, initial=1), abs(limits))
    A, b, costs = (rows / size[:, None]).astype(float), (limits / size).astype(float), c / abs(c).max(initial=1)
    k = (len(rows) - m) // 2
    ranges = np.tile([0.0, np.inf], (n, 1))
    ranges[free, 0] = -np.inf
    found = linprog(costs[:n].astype(float), A[:m, :n], b[:m], A[m : m + k, :n], b[m : m + k], ranges)
    if found.status != 0:
        return [], []
    x = np.concatenate([found.x, -found.x[free]])
    y = -np.concatenate([found.ineqlin.marginals, found.eqlin.marginals, -found.eqlin.marginals])
    reduced = np.concatenate([found.lower.marginals, np.zeros(len(free))])
    slack = np.concatenate([found.slack, np.zeros(2 * k)])
    tight = _preferred(y, slack)
    positive = _preferred(x, reduced)
    block = rows[np.ix_(tight, positive)] % _PRIME
    return [tight[i] for i in _independent_rows(block)], [positive[j] for j in _independent_rows(block.T)]


def _preferred(size: np.ndarray, distance: np.ndarray) -> list[int]:
    """Indices at distance zero, the largest first."""
    near = np.flatnonzero(distance <= _TOLERANCE)
    return near[np.argsort(-size[near], kind="stable")].tolist()


def _independent_rows(block: np.ndarray) -> list[int]:
    """The first rows that are independent modulo a prime (hence over the rationals)."""
    if not block.size:
        return []
    rows, width = block.T.shape
    reduced, rank = nmod_mat(rows, width, block.T.ravel().tolist(), _PRIME).rref()
    columns, pivots = range(len(block)), []
    for i in range(rank):
        pivots.append(next(j for j in columns if reduced[i, j] != 0))
        columns = range(pivots[-1] + 1, len(block))
    return pivots


def _certified(
    c: np.ndarray, rows: np.ndarray, limits: np.ndarray, tight: list[int], positive: list[int]
) -> tuple[list[fmpq], list[fmpq]] | None:
    """The primal and dual points of a basis if both are feasible; their values agree by complementary slackness."""
    x, y = [fmpq(0)] * len(c), [fmpq(0)] * len(rows)
    if tight:
        block = fmpz_mat(rows[np.ix_(tight, positive)].tolist())
        point = block.solve(fmpz_mat(len(tight), 1, limits[tight].tolist())).entries()
        prices = block.transpose().solve(fmpz_mat(len(tight), 1, (-c[positive]).tolist())).entries()
        if min(point) < 0 or min(prices) < 0:
            return None
        for j, value in zip(positive, point, strict=True):
            x[j] = value
        for i, value in zip(tight, prices, strict=True):
            y[i] = value
    if len(negative_entries(limits, -rows[:, positive], [x[j] for j in positive])):
        return None
    return None if len(negative_entries(c, rows[tight].T, [y[i] for i in tight])) else (x, y)


def _folded(x: Sequence[fmpq], n: int, free: list[int]) -> tuple[Fraction, ...]:
    """Free columns put together again from their two signs."""
    whole = list(x[:n])
    for j, value in zip(free, x[n:], strict=True):
        whole[j] -= value
    return tuple(_rational(value) for value in whole)


def _multipliers(
    y: Sequence[fmpq], scales: list[int], cost_scale: int, m: int
) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Multipliers of the rows as given: of the inequalities, and of the equalities from their two signs."""
    given = [_rational(value) * scale / cost_scale for value, scale in zip(y, scales, strict=True)]
    k = (len(given) - m) // 2
    return tuple(given[:m]), tuple(u - v for u, v in zip(given[m : m + k], given[m + k :], strict=True))
