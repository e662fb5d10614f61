"""Tree formulas for hitting times against linear systems."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from tests.chains.trees import nonnegative, positive
from tests.oracles import chains as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.sequences.trees import Tree


@given(positive)
def test_root_times_solve_the_linear_system(drawn):
    tree, weights = drawn
    matrix = oracle.kernel(tree, weights)
    expected = oracle.hitting_times(matrix, {0})
    assert fractions_of(hitting.root_times(tree, xp.exact(weights))) == expected
    assert fractions_of(hitting.hitting_times(xp.exact(matrix), np.arange(tree.size) == 0)) == expected


@given(positive)
def test_first_leaf_time_solves_the_linear_system(drawn):
    tree, weights = drawn
    expected = oracle.hitting_times(oracle.kernel(tree, weights), set(tree.leaves.tolist()))[0]
    assert xp.value(hitting.first_leaf_time(tree, xp.exact(weights))).fraction == expected


@given(positive)
def test_commute_time_is_twice_the_volume_over_the_conductance(drawn):
    """In the network whose leaves are one node."""
    tree, weights = drawn
    place = {v: k for k, v in enumerate(tree.inner.tolist())} | dict.fromkeys(tree.leaves.tolist(), len(tree.inner))
    conductances = [[Fraction(0)] * (len(tree.inner) + 1) for _ in range(len(tree.inner) + 1)]
    for v, weight in enumerate(weights, 1):
        ends = place[v], place[int(tree.parent[v])]
        for a, b in (ends, ends[::-1]):
            conductances[a][b] += weight
    matrix = [[entry / sum(row) / 2 for entry in row] for row in conductances]
    for k, row in enumerate(matrix):
        row[k] += Fraction(1, 2)
    there, back = oracle.hitting_times(matrix, {len(tree.inner)})[0], oracle.hitting_times(matrix, {0})[-1]
    down, _ = hitting.leaf_conductances(tree, xp.exact(weights))
    assert there + back == 4 * sum(weights) / xp.value(down[0]).fraction


def test_exact_values_take_twice_the_squared_depth():
    for depth in (1, 2, 5):
        tree = Tree.complete(2, depth)
        weights = xp.exact([Fraction(1, 2 ** int(h)) for h in tree.depths[1:]])
        assert xp.value(hitting.first_leaf_time(tree, weights)) == 2 * depth**2
        assert fractions_of(hitting.root_times(tree, weights)[tree.leaves]) == [2 * depth**2] * 2**depth


def test_unreachable_goals_take_forever():
    tree = Tree.complete(2, 2)
    times = hitting.root_times(tree, xp.exact([1, 1, 0, 0, 1, 0]))
    assert [float(xp.value(times[v])) for v in (1, 2, 3, 4, 5, 6)] == [2, 6, math.inf, math.inf, 8, math.inf]
    assert float(xp.value(hitting.first_leaf_time(tree, xp.exact([1, 1, 0, 0, 0, 0])))) == math.inf


def test_what_stands_behind_a_closed_edge_does_not_keep_the_walk():
    """From the first of four edges in a row, of which two are closed, it climbs as where there is no fourth."""
    path = Tree.complete(1, 4)
    times, without = (hitting.root_times(path, xp.exact([1, 0, 0, weight])) for weight in (1, 0))
    assert [float(xp.value(time)) for time in times] == [float(xp.value(time)) for time in without] == [0, 2, *[math.inf] * 3]


@given(positive)
def test_arithmetics_agree(drawn):
    """Sums and quotients of positive numbers only: 4 ulps an operation along a path."""
    tree, weights = drawn
    check_agreement(lambda w: hitting.root_times(tree, w), weights, ulps=64)
    check_agreement(lambda w: hitting.first_leaf_time(tree, w), weights, ulps=64)


@given(nonnegative)
def test_times_where_some_edges_are_closed(drawn):
    """Of the walk on what the root can reach: by elimination, and infinite elsewhere."""
    tree = drawn[0]
    weights = fractions_of(walks.root_component(tree, xp.exact(drawn[1])))
    states = [0]
    for v in range(1, tree.size):
        states += [v] if weights[v - 1] and tree.parent[v] in states else []
    matrix = oracle.kernel(tree, weights)
    inside = [[matrix[u][v] for v in states] for u in states]
    known = dict(zip(states, oracle.hitting_times(inside, {0}), strict=True))
    times = hitting.root_times(tree, xp.exact(weights))
    for v in range(tree.size):
        time = xp.value(times[v])
        assert time.fraction == known[v] if v in known else time.infinite == 1
    goals = {k for k, v in enumerate(states) if not tree.child_count[v]}
    first = xp.value(hitting.first_leaf_time(tree, xp.exact(drawn[1])))
    assert first.fraction == oracle.hitting_times(inside, goals)[0] if goals else first.infinite == 1


@given(nonnegative)
def test_networks_below_a_node_are_edges_in_series_and_in_parallel(drawn):
    tree, weights = drawn
    below, through = [Fraction(0)] * tree.size, [Fraction(0)] * tree.size
    for v in range(tree.size - 1, 0, -1):
        w = Fraction(weights[v - 1])
        through[v] = w if not tree.child_count[v] else w * below[v] / (w + below[v]) if w and below[v] else Fraction(0)
        below[tree.parent[v]] += through[v]
    down, edges = hitting.leaf_conductances(tree, xp.exact(weights))
    assert fractions_of(down) == below and fractions_of(edges) == through[1:]
    voltages, harmonic = hitting.escape_voltages(tree, xp.exact(weights)), [Fraction(1)]
    for v in range(1, tree.size):
        w = Fraction(weights[v - 1])
        share = w / (w + below[v]) if w and tree.child_count[v] else Fraction(0)
        harmonic.append(harmonic[tree.parent[v]] * share)
    if below[0]:
        assert fractions_of(voltages) == [h / below[0] for h in harmonic]
    else:
        assert all(xp.value(voltage).infinite == 1 for voltage in voltages)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_where_every_state_is_a_target_no_time_is_needed(size):
    matrix = [[Fraction(1, size)] * size] * size
    check_agreement(lambda matrix: hitting.hitting_times(matrix, np.ones(size, dtype=bool)), matrix, ulps=1)
    assert fractions_of(hitting.hitting_times(xp.exact(matrix), np.ones(size, dtype=bool))) == [0] * size
