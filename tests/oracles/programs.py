"""Linear programs by trying every vertex, games by trying every support."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

Vector = list[Fraction]


def solution(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector | None:
    """The solution of a square system by elimination; ``None`` when it is singular."""
    rows = [[Fraction(entry) for entry in [*row, last]] for row, last in zip(matrix, right, strict=True)]
    n = len(rows)
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [a - rows[i][k] * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[n] for row in rows]


def dot(x: Sequence[Fraction], y: Sequence[Fraction]) -> Fraction:
    """The inner product."""
    return sum((Fraction(a) * b for a, b in zip(x, y, strict=True)), Fraction(0))


def vertices(rows: Sequence[Sequence[int]], limits: Sequence[int]) -> list[Vector]:
    """All vertices of ``{x >= 0, rows x <= limits}``: solutions of n tight constraints that satisfy the others."""
    n = len(rows[0])
    constraints = [*rows, *([-int(i == j) for j in range(n)] for i in range(n))]
    bounds = [*limits, *([0] * n)]
    found = []
    for chosen in combinations(range(len(constraints)), n):
        x = solution([constraints[i] for i in chosen], [bounds[i] for i in chosen])
        if x is not None and all(dot(row, x) <= bound for row, bound in zip(constraints, bounds, strict=True)):
            found.append(x)
    return found


def optimum(cost: Sequence[int], rows: Sequence[Sequence[int]], limits: Sequence[int]) -> Fraction | None:
    """The smallest ``cost . x`` over the vertices; ``None`` without vertices, that is without feasible points."""
    return min((dot(cost, x) for x in vertices(rows, limits)), default=None)
