"""An exact simplex method on a growing set of rows.

Rational dictionaries (Chvatal's form) are pivoted by Bland's rule, so that the method ends at an optimum, at
a proof of infeasibility or at a ray, whatever the degeneracy. Only rows that some earlier answer violated
enter the dictionary, so that a program with very many rows stays small.

Main definitions
----------------
``pivoted``                  an optimal pair of ``min c . x, rows x <= limits, x >= 0``
``negative_entries``         where ``constant + matrix @ vector`` is negative, decided exactly
``Infeasible``, ``Unbounded``  errors that carry their proof

Conventions
-----------
Matrices hold whole numbers (int64 with entries up to 2^53, or Python integers); points are lists of
``flint.fmpq``.

References
----------
V. Chvatal, Linear Programming, 1983, chapters 2-5; R. G. Bland, New finite pivoting rules for the simplex
method, 1977.

Tags
----
simplex, exact arithmetic, Farkas certificate
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat, fmpz_mat

_MOST_NEW_ROWS = 200  # at once: each makes every pivot dearer, and most violated rows hold once the worst do
FLOAT_SAFE = 1 << 53  # below it whole numbers are floats


class Infeasible(ValueError):
    """No point satisfies the constraints.

    ``certificate`` is a pair ``(y, z)`` with ``y >= 0``, ``A' y + A_eq' z >= 0`` (``= 0`` in a free column)
    and ``b . y + b_eq . z < 0``.
    """

    def __init__(self, certificate: Any) -> None:
        super().__init__("no point satisfies the constraints (the error's certificate is a Farkas vector)")
        self.certificate = certificate


class Unbounded(ValueError):
    """The objective has no lower bound; ``certificate`` is a feasible direction along which it falls."""

    def __init__(self, certificate: Any) -> None:
        super().__init__("the objective is unbounded below (the error's certificate is a ray of descent)")
        self.certificate = certificate


def negative_entries(constant: np.ndarray, matrix: np.ndarray, vector: Sequence[fmpq]) -> np.ndarray:
    """Indices where ``constant + matrix @ vector < 0``, worst first: floats with an error bound, then whole numbers."""
    m, n = matrix.shape
    if n == 0:
        return np.flatnonzero(constant < 0)
    try:
        point = np.array([int(v.p) / int(v.q) for v in vector])
        if matrix.dtype == object or constant.dtype == object:
            raise OverflowError
        entries, offsets = matrix.astype(float), constant.astype(float)
        with np.errstate(over="ignore", invalid="ignore"):
            estimate = entries @ point + offsets
            # n products and sums round by half an ulp each, twice over; 1e-290 is above all that underflow hides
            error = (n + 4) * 2.0**-52 * (abs(entries) @ abs(point) + abs(offsets)) + 1e-290
    except OverflowError:
        estimate, error = np.zeros(m), np.full(m, np.inf)
    negative = estimate < -error
    unclear = np.flatnonzero(~negative & ~(estimate > error))
    if len(unclear):
        numerators, denominator = fmpq_mat(n, 1, list(vector)).numer_denom()
        values = fmpz_mat(matrix[unclear].tolist()) * numerators
        offsets = constant[unclear].tolist()
        negative[unclear] = [v + denominator * o < 0 for v, o in zip(values.entries(), offsets, strict=True)]
    found = np.flatnonzero(negative)
    return found[np.argsort(estimate[found], kind="stable")]


def pivoted(
    c: np.ndarray, rows: np.ndarray, limits: np.ndarray, row_basis: Sequence[int], column_basis: Sequence[int]
) -> tuple[list[fmpq], list[fmpq]]:
    """An optimal pair ``(x, y)`` of ``min c . x, rows x <= limits, x >= 0``, starting from any nonsingular basis.

    ``row_basis`` lists the rows taken as equalities and ``column_basis`` the positive columns (equally many).
    Raises ``Infeasible`` with multipliers of all rows, or ``Unbounded`` with a direction.
    """
    active = list(row_basis)
    while True:
        dictionary = _Dictionary(c, rows[active], limits[active])
        dictionary.enter([active.index(i) for i in row_basis], column_basis)
        multipliers = [fmpq(0)] * len(rows)
        try:
            ray = dictionary.optimise()
        except Infeasible as error:
            for i, value in zip(active, error.certificate, strict=True):
                multipliers[i] = value
            raise Infeasible(multipliers) from None
        x = dictionary.point()
        missed = negative_entries(limits, -rows, x)
        if ray and not len(missed):
            missed = negative_entries(np.zeros_like(limits), -rows, ray)
        if not len(missed):
            if ray:
                raise Unbounded(ray)
            for i, value in zip(active, dictionary.multipliers(), strict=True):
                multipliers[i] = value
            return x, multipliers
        row_basis = [active[i] for i in dictionary.tight_rows()]
        column_basis = dictionary.basic_columns()
        active += [int(i) for i in missed[:_MOST_NEW_ROWS]]


class _Dictionary:
    """``basic = table[:, -1] - table[:, :-1] nonbasic``; the last row holds the reduced costs.

    Variables ``0 .. n-1`` are the columns of the program, ``n .. n+m-1`` the slacks of its rows.
    """

    def __init__(self, c: np.ndarray, rows: np.ndarray, limits: np.ndarray) -> None:
        self.m, self.n = rows.shape
        table = [[*row, limit] for row, limit in zip(rows.tolist(), limits.tolist(), strict=True)]
        self.table = fmpq_mat(fmpz_mat([*table, [*c.tolist(), 0]]))
        self.nonbasic = list(range(self.n))
        self.basic = list(range(self.n, self.n + self.m))

    def column(self, s: int) -> list[fmpq]:
        return [self.table[i, s] for i in range(self.m)]

    def row(self, r: int) -> list[fmpq]:
        return [self.table[r, j] for j in range(self.n)]

    def pivot(self, r: int, s: int) -> None:
        pivot = self.table[r, s]
        down = fmpq_mat(self.m + 1, 1, [*self.column(s), self.table[self.m, s]])
        across = fmpq_mat(1, self.n + 1, [*self.row(r), self.table[r, self.n]]) / pivot
        self.table = self.table - down * across
        for j in range(self.n + 1):
            self.table[r, j] = across[0, j]
        for i in range(self.m + 1):
            self.table[i, s] = -down[i, 0] / pivot
        self.table[r, s] = 1 / pivot
        self.basic[r], self.nonbasic[s] = self.nonbasic[s], self.basic[r]

    def enter(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Exchange the slacks of ``rows`` for ``columns``, in any order that works."""
        left = list(rows)
        for s in columns:
            r = next((r for r in left if self.table[r, s] != 0), None)
            if r is not None:
                self.pivot(r, s)
                left.remove(r)

    def optimise(self) -> list[fmpq] | None:
        """Pivot to an optimum; the ray when there is none. Raises ``Infeasible`` with multipliers of the rows."""
        costs_count = min([*self.row(self.m), fmpq(0)]) >= 0
        while True:
            values = self.column(self.n)
            leaving = [i for i in range(self.m) if values[i] < 0]
            if not leaving:
                break
            r = min(leaving, key=self.basic.__getitem__)
            row, costs = self.row(r), self.row(self.m) if costs_count else [fmpq(0)] * self.n
            entering = [j for j in range(self.n) if row[j] < 0]
            if not entering:
                raise Infeasible(self._slack_coefficients(r))
            self.pivot(r, min(entering, key=lambda j: (-costs[j] / row[j], self.nonbasic[j])))
        while True:
            costs = self.row(self.m)
            entering = [j for j in range(self.n) if costs[j] < 0]
            if not entering:
                return None
            s = min(entering, key=self.nonbasic.__getitem__)
            column, values = self.column(s), self.column(self.n)
            leaving = [i for i in range(self.m) if column[i] > 0]
            if not leaving:
                return self._ray(s)
            self.pivot(min(leaving, key=lambda i: (values[i] / column[i], self.basic[i])), s)

    def point(self) -> list[fmpq]:
        return self._columns_of(self.column(self.n))

    def multipliers(self) -> list[fmpq]:
        y = [fmpq(0)] * self.m
        for j, v in enumerate(self.nonbasic):
            if v >= self.n:
                y[v - self.n] = self.table[self.m, j]
        return y

    def tight_rows(self) -> list[int]:
        return [v - self.n for v in self.nonbasic if v >= self.n]

    def basic_columns(self) -> list[int]:
        return [v for v in self.basic if v < self.n]

    def _slack_coefficients(self, r: int) -> list[fmpq]:
        """Multipliers of the rows whose combination is dictionary row ``r``."""
        coefficients = [fmpq(0)] * self.m
        for v, value in [(self.basic[r], fmpq(1)), *zip(self.nonbasic, self.row(r), strict=True)]:
            if v >= self.n:
                coefficients[v - self.n] = value
        return coefficients

    def _ray(self, s: int) -> list[fmpq]:
        ray = self._columns_of([-v for v in self.column(s)])
        if self.nonbasic[s] < self.n:
            ray[self.nonbasic[s]] = fmpq(1)
        return ray

    def _columns_of(self, basic_values: list[fmpq]) -> list[fmpq]:
        x = [fmpq(0)] * self.n
        for v, value in zip(self.basic, basic_values, strict=True):
            if v < self.n:
                x[v] = value
        return x
