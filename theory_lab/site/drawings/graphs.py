"""A picture of which statements use which, laid out when the site is built.

Statements stand in columns, each to the right of all that it uses; within its column a statement stands near its neighbours.

Main definitions
----------------
``Graph``    places of nodes and curves of edges
``layered``  the layout of edges
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

WIDTH, HEIGHT = 176, 40  # of a node, in pixels: two lines of small type
GAP, ROW = 72, 52  # between columns, and from a node to the next
SWEEPS = 8  # after these hardly a node changes its place
TALLEST = 14  # nodes of a column; longer ones are cut in two, so that a picture is as wide as it is high


@dataclass(frozen=True)
class Graph:
    """Upper left corners of nodes; edges from what is used to what uses it, as paths of SVG; the size of the whole."""

    nodes: Mapping[str, tuple[float, float]]
    edges: tuple[tuple[str, str, str], ...]
    width: float
    height: float


def layered(edges: Iterable[tuple[str, str]]) -> Graph:
    """The layout of edges ``(used, user)``; raises ``ValueError`` where statements use each other in a circle."""
    graph = nx.DiGraph(sorted(edges))
    if not nx.is_directed_acyclic_graph(graph):
        circle = " -> ".join(source for source, _ in nx.find_cycle(graph))
        raise ValueError(f"these statements use each other in a circle: {circle}")
    parts = sorted(nx.weakly_connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    top, left, lowest, widest = 0.0, 0.0, 0.0, 0.0
    target = _room(graph)
    for part in parts:
        own = _placed(graph.subgraph(part))
        width = max(x for x, _ in own.values()) + WIDTH
        height = max(y for _, y in own.values()) + HEIGHT
        if left and left + width > target:
            top, left = lowest + ROW / 2, 0.0
        places |= {name: (x + left, y + top) for name, (x, y) in own.items()}
        left, lowest, widest = left + width + GAP, max(lowest, top + height), max(widest, left + width)
    curves = tuple((used, user, _curve(places[used], places[user])) for used, user in graph.edges)
    return Graph(places, curves, widest, lowest)


def _room(graph: nx.DiGraph) -> float:
    """How wide a picture may be: as the longest chain is."""
    return max(4, nx.dag_longest_path_length(graph) + 1) * (WIDTH + GAP)


def _placed(graph: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """The layout of a connected part."""
    columns = _columns(graph)
    for sweep in range(SWEEPS):
        _sort(columns, graph, forward=sweep % 2 == 0)
    tallest = max(map(len, columns))
    return {
        name: (column * (WIDTH + GAP), (row + (tallest - len(names)) / 2) * ROW)
        for column, names in enumerate(columns)
        for row, name in enumerate(names)
    }


def _columns(graph: nx.DiGraph) -> list[list[str]]:
    """Each statement one column after the last that it uses; what uses nothing stands just before its first user."""
    depth: dict[str, int] = {}
    for name in nx.topological_sort(graph):
        depth[name] = max((depth[used] + 1 for used in graph.predecessors(name)), default=0)
    for name in list(depth):
        if not graph.in_degree(name):
            depth[name] = min((depth[user] - 1 for user in graph.successors(name)), default=0)
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in sorted(depth):
        columns[depth[name]].append(name)
    return [part for names in columns for part in _cut(names)]


def _cut(names: list[str]) -> list[list[str]]:
    """A long column as several; within one no statement uses another, so that every edge still leads to the right."""
    pieces = -(-len(names) // TALLEST)
    return [names[k::pieces] for k in range(pieces)]


def _sort(columns: list[list[str]], graph: nx.DiGraph, forward: bool) -> None:
    """Order each column by the mean place of its neighbours on one side."""
    places = {name: row - len(names) / 2 for names in columns for row, name in enumerate(names)}
    near = graph.predecessors if forward else graph.successors
    for names in columns if forward else reversed(columns):
        means = {}
        for name in names:
            rows = [places[other] for other in near(name)]
            means[name] = sum(rows) / len(rows) if rows else places[name]
        names.sort(key=lambda name: (means[name], name))
        places |= {name: row - len(names) / 2 for row, name in enumerate(names)}


def _curve(source: tuple[float, float], target: tuple[float, float]) -> str:
    """From the right side of a node to the left side of another."""
    x, y = source[0] + WIDTH, source[1] + HEIGHT / 2
    u, v = target[0], target[1] + HEIGHT / 2
    bend = max(30.0, (u - x) / 2)
    if y == v:
        return f"M{x:.0f} {y:.0f}h{u - x:.0f}"
    return f"M{x:.0f} {y:.0f}c{bend:.0f} 0 {u - x - bend:.0f} {v - y:.0f} {u - x:.0f} {v - y:.0f}"
