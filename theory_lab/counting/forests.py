"""Sums over forests, and what the edges left out can change.

A graph is relaxed to a spanning forest, on which labellings and matchings are counted by one pass from the leaves
to the roots; every edge left out changes the count by a bounded factor. This is a coarse counter with a proved ratio.

Main definitions
----------------
``vertices_and_edges``   a graph of networkx, or pairs, as positions
``split``                the edges of a spanning forest, and the others
``labellings``           weighted labellings of a forest with allowed pairs on its edges
``matchings``            weighted matchings of a forest

Conventions
-----------
Vertices are whole numbers; the empty forest has one labelling and one matching, the empty one.

Tags
----
spanning forests, dynamic programming on trees
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

__all__ = ["labellings", "matchings", "split", "vertices_and_edges"]

Edge = tuple[int, int]


def vertices_and_edges(graph: Any) -> tuple[list[Any], list[Edge]]:
    """The vertices in their order and the edges as pairs of positions ``i < j``; from a networkx graph or from pairs.

    Raises ``ValueError`` for directed graphs, loops, repeated edges and what is no pair.
    """
    if hasattr(graph, "nodes"):
        if graph.is_directed():
            raise ValueError("the graph is directed; use graph.to_undirected()")
        vertices, pairs = list(graph.nodes), list(graph.edges())
    else:
        pairs = [tuple(pair) for pair in graph]
        if wrong := [pair for pair in pairs if len(pair) != 2]:
            raise ValueError(f"an edge is a pair of vertices, not {wrong[0]}")
        vertices = sorted({vertex for pair in pairs for vertex in pair})
    position = {vertex: index for index, vertex in enumerate(vertices)}
    edges = [(min(position[u], position[v]), max(position[u], position[v])) for u, v in pairs]
    loops = [vertices[i] for i, j in edges if i == j]
    if loops or len(set(edges)) < len(edges):
        raise ValueError(f"the graph has a loop at {loops[0]!r}" if loops else "the graph has repeated edges; take each once")
    return vertices, edges


def split(vertices: Iterable[int], edges: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The edges that join two components when taken in order, and the remaining ones."""
    root = {vertex: vertex for vertex in vertices}

    def top(vertex: int) -> int:
        while root[vertex] != vertex:
            vertex = root[vertex]
        return vertex

    kept, left_out = [], []
    for u, v in edges:
        a, b = top(u), top(v)
        (left_out if a == b else kept).append((u, v))
        root[a] = b
    return kept, left_out


def labellings(
    weights: Mapping[int, Mapping[Any, Fraction]], forest: list[Edge], allowed: Callable[[Any, Any], bool]
) -> Fraction:
    """The sum over labellings of the product of ``weights[v][label]``, with allowed pairs of labels on the edges."""

    def joined(weights: Mapping[Any, Fraction], child: Mapping[Any, Fraction]) -> dict[Any, Fraction]:
        return {
            label: weight * sum((w for other, w in child.items() if allowed(label, other)), start=Fraction(0))
            for label, weight in weights.items()
        }

    return _folded(dict(weights), forest, joined, lambda table: sum(table.values(), start=Fraction(0)))


def matchings(vertices: Iterable[int], forest: list[Edge], weight: Fraction) -> Fraction:
    """The sum of ``weight ** edges`` over the matchings of a forest."""

    def joined(here: tuple[Fraction, Fraction], child: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
        (free, taken), (child_free, child_taken) = here, child
        below = child_free + child_taken
        return free * below, taken * below + weight * free * child_free

    start = {vertex: (Fraction(1), Fraction(0)) for vertex in vertices}
    return _folded(start, forest, joined, lambda pair: pair[0] + pair[1])


def _folded(
    tables: dict[int, Any], forest: list[Edge], joined: Callable[[Any, Any], Any], total: Callable[[Any], Fraction]
) -> Fraction:
    """Fold every vertex of degree 1 into its neighbour until isolated ones remain; the product of their totals."""
    neighbours: dict[int, set[int]] = {vertex: set() for vertex in tables}
    for u, v in forest:
        neighbours[u].add(v)
        neighbours[v].add(u)
    ends = [vertex for vertex in tables if len(neighbours[vertex]) == 1]
    for vertex in ends:
        if not neighbours[vertex]:
            continue
        (other,) = neighbours[vertex]
        tables[other] = joined(tables[other], tables.pop(vertex))
        neighbours[other].discard(vertex)
        neighbours[vertex].clear()
        if len(neighbours[other]) == 1:
            ends.append(other)
    product = Fraction(1)
    for table in tables.values():
        product *= total(table)
    return product
