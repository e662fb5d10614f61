"""Perfect matchings and spanning trees.

Rows choose their columns one after another; edges enter a tree or stay out. Perfect matchings are counted by a
recursion over sets of used columns, spanning trees by the matrix-tree theorem.

Main definitions
----------------
``perfect_matchings``   of a bipartite graph; bounds of Minc (above) and Ostrand (below)
``spanning_trees``      of a connected graph; bounds by degrees (above) and by exchanges (below)

Conventions
-----------
Letters of a matching are columns, under the uniform law on the columns of the row; letter 1 takes an edge, 0 leaves it out, under
fair bits. Prefixes that no solution extends are not live.

References
----------
H. Minc, Upper bounds for permanents of (0,1)-matrices, 1963; P. Ostrand, Systems of distinct representatives, 1970;
G. Kirchhoff, 1847.

Tags
----
permanent, matrix-tree theorem
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

from flint import fmpz_mat

from theory_lab.counting import forests
from theory_lab.counting.problems import Move, Problem

__all__ = ["perfect_matchings", "spanning_trees"]


def perfect_matchings(graph: Any) -> Problem:
    """The perfect matchings of a bipartite graph, as columns chosen row by row.

    ``graph`` lists the columns that each row may take (whole numbers from 0), or is a bipartite networkx graph, whose
    parts are found. If ``per > 0`` and the rows have sums ``r_1 <= r_2 <= ...``, then ``prod max(1, r_i - i + 1) <=
    per <= prod (r_i + 1)/2``.
    """
    rows = _rows(graph)
    n = len(rows)

    def moves(state: tuple[int, int]) -> list[Move]:
        row, used = state
        free = [c for c in rows[row] if not used >> c & 1] if row < n else []
        return [Move(c, Fraction(1, len(rows[row])), Fraction(1), (row + 1, used | 1 << c)) for c in free]

    @cache
    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        row, used = state
        sums = sorted(sum(not used >> c & 1 for c in columns) for columns in rows[row:])
        scale = Fraction(1, prod(map(len, rows[row:])))
        upper = prod((Fraction(r + 1, 2) for r in sums), start=Fraction(1))
        return scale * prod(max(1, r - i) for i, r in enumerate(sums)), scale * upper

    return Problem(f"perfect matchings of {n} rows", n, (0, 0), moves, bounds)


def _rows(graph: Any) -> list[tuple[int, ...]]:
    if not hasattr(graph, "nodes"):
        rows = [tuple(sorted(set(columns))) for columns in graph]
        if any(c < 0 for columns in rows for c in columns):
            raise ValueError(f"columns are whole numbers from 0, not {min(min(columns, default=0) for columns in rows)}")
        width = len({c for columns in rows for c in columns})
    else:
        import networkx as nx

        if not nx.is_bipartite(graph):
            raise ValueError("the graph is not bipartite; perfect matchings are counted row by row")
        colour = nx.bipartite.color(graph)
        columns = {v: k for k, v in enumerate(v for v in graph if not colour[v])}
        rows = [tuple(sorted(columns[c] for c in graph[v])) for v in graph if colour[v]]
        width = len(columns)
    if not all(rows) or width != len(rows):
        raise ValueError(f"{len(rows)} rows and {width} columns have no perfect matching; every row needs a column of its own")
    return rows


def spanning_trees(graph: Any) -> Problem:
    """The spanning trees of a connected graph, edge by edge; the count of a state is a determinant.

    With ``d_v`` the edges at the parts joined so far, all but the largest, and ``k`` edges beyond those of a tree:
    ``1 + k <= trees <= prod d_v``. Above: every other part names its edge towards the root; below: each edge beyond
    those of one tree enters a tree of its own by an exchange. Raises ``ValueError`` for a graph that is not connected.
    """
    vertices, edges = forests.vertices_and_edges(graph)
    n, m = len(vertices), len(edges)
    if (parts := n - len(forests.split(range(n), edges)[0])) > 1:
        raise ValueError(f"the graph falls into {parts} parts, which no tree joins; take a connected graph")
    half = Fraction(1, 2)

    def moves(state: tuple[int, tuple[int, ...]]) -> list[Move]:
        h, part = state
        if h == m:
            return []
        (u, v), one = edges[h], Fraction(1)
        low, high = sorted((part[u], part[v]))
        joined = tuple(low if p == high else p for p in part)
        taken = [] if part[u] == part[v] else [Move(1, half, one, (h + 1, joined))]
        parts, open_edges = links((h + 1, part))
        spared = len(forests.split(parts, open_edges)[0]) == len(parts) - 1
        return [*([Move(0, half, one, (h + 1, part))] if spared else []), *taken]

    def links(state: tuple[int, tuple[int, ...]]) -> tuple[list[int], list[tuple[int, int]]]:
        h, part = state
        return sorted(set(part)), [(part[u], part[v]) for u, v in edges[h:] if part[u] != part[v]]

    @cache
    def completions(state: tuple[int, tuple[int, ...]]) -> Fraction:
        return Fraction(_tree_count(*links(state)), 2 ** (m - state[0]))

    @cache
    def bounds(state: tuple[int, tuple[int, ...]]) -> tuple[Fraction, Fraction]:
        parts, open_edges = links(state)
        degrees = sorted(sum(p in edge for edge in open_edges) for p in parts)
        scale = Fraction(1, 2 ** (m - state[0]))
        return scale * (len(open_edges) - len(parts) + 2), scale * prod(degrees[:-1])

    return Problem(f"spanning trees of {n} vertices and {m} edges", m, (0, tuple(range(n))), moves, bounds, completions)


def _tree_count(parts: Sequence[int], edges: Sequence[tuple[int, int]]) -> int:
    """The number of spanning trees of a multigraph, a determinant of size ``len(parts) - 1``."""
    position = {part: index for index, part in enumerate(parts)}
    n = len(parts)
    laplacian = [[0] * n for _ in range(n)]
    for u, v in edges:
        a, b = position[u], position[v]
        laplacian[a][a] += 1
        laplacian[b][b] += 1
        laplacian[a][b] -= 1
        laplacian[b][a] -= 1
    return int(fmpz_mat([row[1:] for row in laplacian[1:]]).det()) if n > 1 else 1
