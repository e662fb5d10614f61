"""Markov chains as dictionaries of fractions: pseudocode, elimination, enumeration of sets, powers one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from tests.oracles.programs import solution
from theory_lab.sequences.programs import Draw
from theory_lab.sequences.trees import Tree

Matrix = list[list[Fraction]]


def move(draw: Draw, tree: Tree, weights: Sequence[int], node: int, lazy: bool = True) -> int:
    """One step of the walk as it is written down: maybe stay, else a neighbour in proportion to the edge weights."""
    if lazy and draw([1, 1]) == 0:
        return node
    neighbours = [int(tree.parent[node])] if node else []
    above = [weights[node - 1]] if node else []
    children = [child for child in range(1, tree.size) if tree.parent[child] == node]
    return (neighbours + children)[draw(above + [weights[child - 1] for child in children])]


def kernel(tree: Tree, weights: Sequence[int], lazy: bool = True) -> Matrix:
    """The transition matrix of the walk; a node without positive edges stays."""
    rows: Matrix = []
    for u in range(tree.size):
        row = [Fraction(0)] * tree.size
        for v in range(1, tree.size):
            parent = int(tree.parent[v])
            if u in (v, parent):
                row[parent if u == v else v] = Fraction(weights[v - 1])
        total = sum(row)
        row = [entry / total if total else Fraction(0) for entry in row]
        row = [entry / 2 if lazy and total else entry for entry in row]
        row[u] = 1 - sum(entry for v, entry in enumerate(row) if v != u)
        rows.append(row)
    return rows


def step(law: Sequence[Fraction], matrix: Matrix) -> list[Fraction]:
    """The law one step later."""
    return [sum((law[u] * matrix[u][v] for u in range(len(law))), Fraction(0)) for v in range(len(law))]


def stationary(matrix: Matrix, states: Sequence[int]) -> list[Fraction]:
    """The stationary law of an irreducible set of states, by elimination."""
    system = [[matrix[u][v] - (u == v) for u in states] for v in states[:-1]] + [[Fraction(1)] * len(states)]
    masses = solution(system, [Fraction(0)] * (len(states) - 1) + [Fraction(1)])
    assert masses is not None
    return [masses[list(states).index(v)] if v in states else Fraction(0) for v in range(len(matrix))]


def hitting_times(matrix: Matrix, targets: set[int]) -> list[Fraction]:
    """``h = 1 + P h`` outside the targets, by elimination; every state must reach them."""
    outside = [u for u in range(len(matrix)) if u not in targets]
    times = solution([[(u == v) - matrix[u][v] for v in outside] for u in outside], [Fraction(1)] * len(outside))
    assert times is not None
    return [times[outside.index(u)] if u in outside else Fraction(0) for u in range(len(matrix))]


def first_hit(matrix: Matrix, targets: Sequence[int]) -> list[Fraction]:
    """The law of the first target that is met from state 0, one harmonic function per target."""
    outside = [u for u in range(len(matrix)) if u not in targets]
    system = [[(u == v) - matrix[u][v] for v in outside] for u in outside]
    laws = [solution(system, [matrix[u][target] for u in outside]) for target in targets]
    return [law[0] for law in laws if law is not None]


def conductance(matrix: Matrix, law: Sequence[Fraction]) -> Fraction:
    """``min Q(S, S^c) / mu(S)`` over all sets with ``0 < mu(S) <= 1/2``."""
    states = range(len(law))
    ratios = []
    for size in range(1, len(law)):
        for chosen in combinations(states, size):
            mass = sum(law[u] for u in chosen)
            if 0 < mass <= Fraction(1, 2):
                flow = sum(law[u] * matrix[u][v] for u in chosen for v in states if v not in chosen)
                ratios.append(flow / mass)
    return min(ratios)


def worst_distance(matrix: Matrix, law: Sequence[Fraction], time: int) -> Fraction:
    """``max over starts of TV(P^time(x, .), law)``, one step at a time."""
    worst = Fraction(0)
    for start in range(len(matrix)):
        here = [Fraction(int(u == start)) for u in range(len(matrix))]
        for _ in range(time):
            here = step(here, matrix)
        worst = max(worst, sum(abs(a - b) for a, b in zip(here, law, strict=True)) / 2)
    return worst


def worst_separation(matrix: Matrix, law: Sequence[Fraction], time: int) -> Fraction:
    """``max over starts and ends of 1 - P^time(x, y) / law(y)``, one step at a time."""
    worst = Fraction(0)
    for start in range(len(matrix)):
        here = [Fraction(int(u == start)) for u in range(len(matrix))]
        for _ in range(time):
            here = step(here, matrix)
        worst = max(worst, *(1 - a / b for a, b in zip(here, law, strict=True)))
    return worst
