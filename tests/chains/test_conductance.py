"""The best single edge against all sets of states."""

import numpy as np
import pytest
from hypothesis import given

from tests.chains.trees import nonnegative, positive, skewed
from tests.oracles import chains as oracle
from tests.oracles.agreement import check_agreement
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.conductance import bottleneck, conductance, escape
from theory_lab.sequences.trees import Tree


@given(positive.filter(lambda drawn: drawn[0].size <= 8))
def test_conductance_is_the_minimum_over_all_sets(drawn):
    tree, weights = drawn
    matrix = oracle.kernel(tree, weights)
    expected = oracle.conductance(matrix, oracle.stationary(matrix, range(tree.size)))
    assert xp.value(conductance(tree, xp.exact(weights))).fraction == expected


@given(positive)
def test_the_minimising_edge_attains_it(drawn):
    tree, weights = drawn
    matrix, law = walks.transition_matrix(tree, xp.exact(weights)), walks.stationary(tree, xp.exact(weights))
    ratios = []
    for word in tree.words[1:]:
        below = np.array([other[: len(word)] == word for other in tree.words])
        ratios += [xp.value(escape(matrix, law, side)).fraction for side in (below, ~below)]
    smaller = [max(pair) for pair in zip(ratios[::2], ratios[1::2], strict=True)]
    assert xp.value(conductance(tree, xp.exact(weights))).fraction == min(smaller)


@given(skewed)
def test_arithmetics_agree(drawn):
    """Nothing is subtracted, so weights of very different sizes lose nothing: a sum of at most 16 terms and a quotient."""
    tree, weights = drawn
    check_agreement(lambda w: conductance(tree, w), weights, ulps=20)


@given(positive.filter(lambda drawn: drawn[0].size <= 8))
def test_all_sets_of_a_small_chain(drawn):
    tree, weights = drawn
    law = walks.stationary(tree, xp.exact(weights))
    found = bottleneck(walks.transition_matrix(tree, xp.exact(weights)), law)
    assert bool(found == conductance(tree, xp.exact(weights)))


def test_a_chain_that_is_not_reversible():
    """A cycle of three states with holding 1/2: every set of one state loses half of its mass a step."""
    matrix = xp.exact([["1/2", "1/2", 0], [0, "1/2", "1/2"], ["1/2", 0, "1/2"]])
    assert bool(bottleneck(matrix, xp.exact(["1/3"] * 3)) == xp.ratio(1, 2))
    with pytest.raises(ValueError, match="15 states have 32,768 sets, more than the 16,384 of 14 states"):
        bottleneck(xp.exact([[0] * 15] * 15), xp.exact([0] * 15))


@given(nonnegative.filter(lambda drawn: drawn[0].size <= 8))
def test_edges_of_weight_0_are_no_cuts(drawn):
    """The chain is what the root can reach: over all sets of its states."""
    tree, weights = drawn
    kept = [w if all(weights[u - 1] for u in above(tree, v)) else 0 for v, w in enumerate(weights, 1)]
    states = [0, *(v for v, w in enumerate(kept, 1) if w)]
    matrix = oracle.kernel(tree, kept)
    inside = [[matrix[u][v] for v in states] for u in states]
    expected = oracle.conductance(inside, oracle.stationary(inside, range(len(states))))
    assert xp.value(conductance(tree, walks.root_component(tree, xp.exact(weights)))).fraction == expected


def above(tree, v):
    """A node and the nodes between it and the root."""
    while v:
        yield v
        v = int(tree.parent[v])


def test_all_sets_of_fourteen_states():
    path = Tree.complete(1, 13)
    weights = np.arange(1.0, 14.0)
    found = bottleneck(walks.transition_matrix(path, weights), walks.stationary(path, weights))
    assert float(found) == pytest.approx(float(conductance(path, weights)), rel=1e-13)
