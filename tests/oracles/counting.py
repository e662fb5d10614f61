"""Solutions of counting problems listed one by one, and counted by networkx."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import prod

import networkx as nx

Edge = tuple[int, int]
Words = dict[tuple[int, ...], Fraction]


def independent_sets(n: int, edges: Iterable[Edge], fugacity: Fraction) -> Words:
    """Every subset of vertices as bits, those with an edge inside left out."""
    return {word: fugacity ** sum(word) for word in product((0, 1), repeat=n) if not any(word[i] and word[j] for i, j in edges)}


def number_of_independent_sets(edges: Iterable[Edge]) -> int:
    """Cliques of the complement of a graph, by networkx."""
    return 1 + sum(1 for _ in nx.enumerate_all_cliques(nx.complement(nx.Graph(edges))))


def matchings(edges: Sequence[Edge], fugacity: Fraction) -> Words:
    """Every set of edges, by bits."""
    return {
        word: fugacity ** sum(word)
        for word in product((0, 1), repeat=len(edges))
        if len({v for bit, edge in zip(word, edges, strict=True) if bit for v in edge}) == 2 * sum(word)
    }


def number_of_matchings(edges: Iterable[Edge]) -> int:
    """Independent sets of the line graph."""
    return 1 + sum(1 for _ in nx.enumerate_all_cliques(nx.complement(nx.line_graph(nx.Graph(edges)))))


def colourings(n: int, edges: Iterable[Edge], colours: int) -> Words:
    """Every labelling."""
    words = product(range(colours), repeat=n)
    return {word: Fraction(1) for word in words if all(word[i] != word[j] for i, j in edges)}


def number_of_colourings(edges: Iterable[Edge], colours: int) -> int:
    """The chromatic polynomial, by networkx."""
    return int(nx.chromatic_polynomial(nx.Graph(edges)).subs("x", colours))


def dnf(variables: int, clauses: Iterable[Sequence[int]]) -> Words:
    """Every assignment."""
    return {
        word: Fraction(1)
        for word in product((0, 1), repeat=variables)
        if any(all(word[abs(literal) - 1] == (literal > 0) for literal in clause) for clause in clauses)
    }


def monotone_2sat(variables: int, pairs: Iterable[Edge]) -> Words:
    """Every assignment."""
    return {word: Fraction(1) for word in product((0, 1), repeat=variables) if all(word[i] or word[j] for i, j in pairs)}


def perfect_matchings(rows: Sequence[Iterable[int]]) -> Words:
    """Every permutation."""
    allowed = [set(columns) for columns in rows]
    words = permutations(range(len(rows)))
    return {word: Fraction(1) for word in words if all(c in allowed[i] for i, c in enumerate(word))}


def spanning_trees(edges: Sequence[Edge]) -> Words:
    """Every set of edges that is a tree."""
    n = len({v for edge in edges for v in edge})
    words = (word for word in product((0, 1), repeat=len(edges)) if sum(word) == n - 1)
    chosen = {word: nx.Graph([edge for bit, edge in zip(word, edges, strict=True) if bit]) for word in words}
    return {word: Fraction(1) for word, graph in chosen.items() if len(graph) == n and nx.is_connected(graph)}


def contingency_tables(rows: Sequence[int], columns: Sequence[int]) -> Words:
    """Every table of bits, row by row."""
    width = len(columns)
    words = product((0, 1), repeat=len(rows) * width)
    return {
        word: Fraction(1)
        for word in words
        if all(sum(word[i * width : (i + 1) * width]) == r for i, r in enumerate(rows))
        and all(sum(word[j::width]) == c for j, c in enumerate(columns))
    }


def linear_extensions(n: int, relations: Iterable[Edge]) -> Words:
    """Topological orders, by networkx, each weighing the inverse of its probability under uniform choices of minimal elements."""
    poset = nx.DiGraph()
    poset.add_nodes_from(range(n))
    poset.add_edges_from(relations)

    def weight(word: tuple[int, ...]) -> Fraction:
        placed = [set(word[:h]) for h in range(n)]
        choices = (sum(set(poset.predecessors(x)) <= done for x in set(range(n)) - done) for done in placed)
        return Fraction(prod(choices))

    return {tuple(word): weight(tuple(word)) for word in nx.all_topological_sorts(poset)}


def paths(length: int, letters: int) -> Words:
    """Words of steps up (0), down (1) and level (2) that stay at 0 or more and end at 0."""
    change = (1, -1, 0)
    kept = {}
    for word in product(range(letters), repeat=length):
        heights = [sum(change[a] for a in word[:h]) for h in range(length + 1)]
        if min(heights) == 0 == heights[-1]:
            kept[word] = Fraction(1)
    return kept


def permanent(rows: Sequence[Iterable[int]]) -> int:
    """The permanent by Ryser's formula."""
    sets = [set(columns) for columns in rows]
    n = len(sets)
    subsets = [[c for c in range(n) if mask >> c & 1] for mask in range(1, 1 << n)]
    return sum((-1) ** (n - len(chosen)) * prod(len(row.intersection(chosen)) for row in sets) for chosen in subsets)
