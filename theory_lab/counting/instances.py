"""Classic instances: three sizes of every self-reducible problem, with the number of their solutions.

Main definitions
----------------
``CLASSIC``   name -> (problem, number of solutions), the number from an independent formula
``classic``   the problem of a name, made once

Conventions
-----------
Counts come from closed forms (Lucas, Fibonacci and Catalan numbers, chromatic polynomials, Cayley's formula, ...)
where there is one. Trees have at most 1,200 nodes.

Tags
----
test instances
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from theory_lab.counting import formulas, graphs, structures, tables, words
from theory_lab.counting.problems import Problem

__all__ = ["CLASSIC", "FAMILIES", "classic"]

F9 = ((0, 2), (0, 8), (1, 3), (1, 8), (2, 3), (2, 6), (2, 8), (3, 8), (4, 5), (6, 8))
P6 = ((0, 4), (1, 2), (1, 3), (1, 5), (2, 5), (3, 4))


def path(n: int) -> list[tuple[int, int]]:
    """The edges of a path on ``n`` vertices."""
    return [(i, i + 1) for i in range(n - 1)]


def cycle(n: int) -> list[tuple[int, int]]:
    """The edges of a cycle on ``n`` vertices."""
    return [*path(n), (0, n - 1)]


def grid(rows: int, columns: int) -> list[tuple[int, int]]:
    """The edges of a grid, cells numbered column by column, so that at most one column is open at a time."""
    cells = range(rows * columns)
    return [(v, v + 1) for v in cells if (v + 1) % rows] + [(v, v + rows) for v in cells if v + rows < rows * columns]


def complete(n: int) -> list[tuple[int, int]]:
    """The edges of the complete graph."""
    return [(i, j) for i in range(n) for j in range(i + 1, n)]


FAMILIES: dict[str, dict[str, tuple[Callable[[], Problem], int]]] = {
    "independent sets": {
        "path 4": (lambda: graphs.independent_sets(path(4)), 8),
        "cycle 5": (lambda: graphs.independent_sets(cycle(5), 2), 11),
        "cycle 8": (lambda: graphs.independent_sets(cycle(8), Fraction(3, 2)), 47),
        "grid 3x3": (lambda: graphs.independent_sets(grid(3, 3)), 63),
    },
    "matchings": {
        "path 4": (lambda: graphs.matchings(path(4)), 5),
        "cycle 5": (lambda: graphs.matchings(cycle(5), 2), 11),
        "grid 2x3": (lambda: graphs.matchings(grid(2, 3)), 22),
        "grid 2x4": (lambda: graphs.matchings(grid(2, 4)), 71),
    },
    "colourings": {
        "path 3": (lambda: graphs.colourings(path(3), 3), 12),
        "cycle 4": (lambda: graphs.colourings(cycle(4), 3), 18),
        "cycle 6": (lambda: graphs.colourings(cycle(6), 3), 66),
        "grid 2x3": (lambda: graphs.colourings(grid(2, 3), 3), 54),
    },
    "DNF": {
        "4 variables": (lambda: formulas.dnf(4, [(1, 2), (-2, 3), (-1, -4)]), 11),
        "5 variables": (lambda: formulas.dnf(5, [(1, 2), (-2, 3, 4), (-3, -5)]), 18),
        "6 variables": (lambda: formulas.dnf(6, [(1, -2, 3), (2, 4, -5), (-1, 5, 6), (-3, -4, -6)]), 32),
        "8 variables": (lambda: formulas.dnf(8, [(1, 2, -3), (-1, 4, 5), (3, -6, 7), (-2, -7, 8)]), 120),
    },
    "monotone 2-SAT": {
        "path 4": (lambda: formulas.monotone_2sat(4, path(4)), 8),
        "cycle 5": (lambda: formulas.monotone_2sat(5, cycle(5)), 11),
        "cycle 6": (lambda: formulas.monotone_2sat(6, cycle(6)), 18),
        "F9": (lambda: formulas.monotone_2sat(9, F9), 90),
    },
    "perfect matchings": {
        "complete 3": (lambda: structures.perfect_matchings([range(3)] * 3), 6),
        "derangements 4": (lambda: structures.perfect_matchings([[j for j in range(4) if j != i] for i in range(4)]), 9),
        "band 6": (lambda: structures.perfect_matchings([[j for j in range(6) if abs(i - j) < 3] for i in range(6)]), 73),
    },
    "linear extensions": {
        "two chains": (lambda: tables.linear_extensions(4, [(0, 1), (2, 3)]), 6),
        "fence 5": (lambda: tables.linear_extensions(5, [(0, 1), (2, 1), (2, 3), (4, 3)]), 16),
        "P6": (lambda: tables.linear_extensions(6, P6), 26),
    },
    "spanning trees": {
        "cycle 4": (lambda: structures.spanning_trees(cycle(4)), 4),
        "complete 4": (lambda: structures.spanning_trees(complete(4)), 16),
        "grid 2x3": (lambda: structures.spanning_trees(grid(2, 3)), 15),
        "grid 2x4": (lambda: structures.spanning_trees(grid(2, 4)), 56),
    },
    "contingency tables": {
        "2x2": (lambda: tables.contingency_tables((1, 1), (1, 1)), 2),
        "3x3": (lambda: tables.contingency_tables((1, 1, 1), (1, 1, 1)), 6),
        "3x4": (lambda: tables.contingency_tables((2, 1, 1), (1, 1, 1, 1)), 12),
        "4x4": (lambda: tables.contingency_tables((2, 2, 2, 2), (2, 2, 2, 2)), 90),
    },
    "Dyck words": {f"length {n}": (lambda n=n: words.dyck(n // 2), c) for n, c in ((6, 5), (8, 14), (10, 42), (12, 132))},
    "two-type Dyck words": {f"length {n}": (lambda n=n: words.two_types(n), c) for n, c in ((2, 2), (4, 8), (6, 40), (8, 224))},
    "avoiding words": {f"length {n}": (lambda n=n: words.avoiding(n, 2, Fraction(1, 3)), 2**n) for n in (3, 4, 6)},
    "Motzkin paths": {f"length {n}": (lambda n=n: words.motzkin(n), c) for n, c in ((4, 9), (5, 21), (6, 51))},
}

CLASSIC = {f"{family}, {name}": entry for family, members in FAMILIES.items() for name, entry in members.items()}


@cache
def classic(name: str) -> Problem:
    """The problem of a name in ``CLASSIC``; raises ``ValueError`` for another one."""
    if name not in CLASSIC:
        raise ValueError(f"there is no instance {name!r}; the names are {', '.join(CLASSIC)}")
    return CLASSIC[name][0]()
