"""Counting on graphs: independent sets, proper colourings, matchings.

The vertices (or edges) of a graph decide one after another; a state remembers what the earlier ones forbid. Each
coarse counter relaxes the rest of the graph to a spanning forest, where counting is easy, and the ratio is what the
``k`` edges left out can change.

Main definitions
----------------
``independent_sets``   the hard-core model: weight ``fugacity`` a vertex; ratio ``((1 + f)^2 / (1 + 2 f))^k``
``colourings``         proper colourings; a factor ``1 - 1/s`` an edge, ``s`` the colours left to one end by all others
``matchings``          the monomer-dimer model: weight ``fugacity`` an edge; ratio ``(1 + f)^k``

Conventions
-----------
Graphs are networkx graphs, or pairs of vertices; vertices (edges) are taken in the order of the graph. Letter 1 takes
a vertex or an edge, 0 leaves it; a colouring's letters are its colours. The reference law is uniform on letters.

Proofs of the ratios
--------------------
Independent sets: leaving out ``uv`` adds the sets that contain both ends, of probability at most ``(f/(1 + f))^2``
since a vertex is occupied with probability at most ``f/(1 + f)`` given all others. Matchings: those with ``uv`` are
at most ``f`` times those without. Colourings: given the others, ``u`` has at least ``s`` equally likely colours, one
of which is that of ``v``.

Tags
----
hard-core model, monomer-dimer model, graph colouring
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from theory_lab.counting import forests
from theory_lab.counting.problems import Move, Problem
from theory_lab.numbers.whole.rationals import rational

__all__ = ["colourings", "independent_sets", "matchings"]

HALF = Fraction(1, 2)


def independent_sets(graph: Any, fugacity: int | Fraction = 1) -> Problem:
    """The independent sets of a graph, of weight ``fugacity ** size``; a state is a position and the blocked later vertices."""
    vertices, edges = forests.vertices_and_edges(graph)
    n, weight = len(vertices), _positive(fugacity)
    later = [sum(1 << j for i, j in edges if i == vertex) for vertex in range(n)]

    def moves(state: tuple[int, int]) -> list[Move]:
        vertex, blocked = state
        if vertex == n:
            return []
        rest = blocked & ~(1 << vertex)
        taken = [Move(1, HALF, weight, (vertex + 1, rest | later[vertex]))]
        return [Move(0, HALF, Fraction(1), (vertex + 1, rest)), *([] if blocked >> vertex & 1 else taken)]

    @cache
    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        first, blocked = state
        free = [v for v in range(first, n) if not blocked >> v & 1]
        kept, left_out = forests.split(free, [(i, j) for i, j in edges if i in free and j in free])
        tables = {v: {0: Fraction(1), 1: weight} for v in free}
        upper = forests.labellings(tables, kept, lambda a, b: not (a and b)) / 2 ** (n - first)
        return upper * ((1 + 2 * weight) / (1 + weight) ** 2) ** len(left_out), upper

    return Problem(f"independent sets of {n} vertices and {len(edges)} edges", n, (0, 0), moves, bounds)


def matchings(graph: Any, fugacity: int | Fraction = 1) -> Problem:
    """The matchings of a graph, of weight ``fugacity ** size``; a state is a position among the edges and the used vertices."""
    _, edges = forests.vertices_and_edges(graph)
    n, weight = len(edges), _positive(fugacity)
    needed = [sum(1 << v for v in {v for edge in edges[h:] for v in edge}) for h in range(n + 1)]

    def moves(state: tuple[int, int]) -> list[Move]:
        h, used = state
        if h == n:
            return []
        ends = 1 << edges[h][0] | 1 << edges[h][1]
        taken = [Move(1, HALF, weight, (h + 1, (used | ends) & needed[h + 1]))]
        return [Move(0, HALF, Fraction(1), (h + 1, used & needed[h + 1])), *([] if used & ends else taken)]

    @cache
    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        h, used = state
        free = [(u, v) for u, v in edges[h:] if not (used >> u | used >> v) & 1]
        ends = {v for edge in free for v in edge}
        kept, left_out = forests.split(ends, free)
        lower = forests.matchings(ends, kept, weight) / 2 ** (n - h)
        return lower, lower * (1 + weight) ** len(left_out)

    return Problem(f"matchings of {n} edges", n, (0, 0), moves, bounds)


def colourings(graph: Any, colours: int) -> Problem:
    """The proper colourings of a graph; a state is a position and the colours that earlier vertices forbid to later ones."""
    vertices, edges = forests.vertices_and_edges(graph)
    n = len(vertices)
    if colours < 1:
        raise ValueError(f"a colouring needs at least 1 colour, got {colours}")
    later = [[j for i, j in edges if i == vertex] for vertex in range(n)]

    def moves(state: tuple[int, ...]) -> list[Move]:
        if not state:
            return []
        vertex = n - len(state)
        following = []
        for colour in range(colours):
            if not state[0] >> colour & 1:
                rest = list(state[1:])
                for j in later[vertex]:
                    rest[j - vertex - 1] |= 1 << colour
                following.append(Move(colour, Fraction(1, colours), Fraction(1), tuple(rest)))
        return following

    @cache
    def bounds(state: tuple[int, ...]) -> tuple[Fraction, Fraction]:
        first, scale = n - len(state), Fraction(1, colours ** len(state))
        palettes = {v: [c for c in range(colours) if not state[v - first] >> c & 1] for v in range(first, n)}
        open_edges = [(i, j) for i, j in edges if i >= first]
        kept, left_out = forests.split(palettes, open_edges)
        tables = {v: {c: Fraction(1) for c in palette} for v, palette in palettes.items()}
        upper = forests.labellings(tables, kept, lambda a, b: a != b) * scale
        return max(upper * _kept_share(palettes, open_edges, left_out), scale), upper

    return Problem(f"colourings of {n} vertices and {len(edges)} edges by {colours} colours", n, (0,) * n, moves, bounds)


def _kept_share(palettes: dict[int, list[int]], edges: list[tuple[int, int]], left_out: list[tuple[int, int]]) -> Fraction:
    """The share of the forest's colourings that is proper on the edges left out, put back from the last to the first."""
    degree = {v: sum(v in edge for edge in edges) for v in palettes}
    share = Fraction(1)
    for u, v in left_out:
        degree[u], degree[v] = degree[u] - 1, degree[v] - 1
        spare = max(len(palettes[u]) - degree[u], len(palettes[v]) - degree[v])
        share *= 1 - Fraction(1, spare) if spare > 1 else 0
    return share


def _positive(fugacity: int | Fraction) -> Fraction:
    weight = rational(fugacity, "the fugacity")
    if weight <= 0:
        raise ValueError(f"the fugacity must be positive, got {weight}")
    return weight
