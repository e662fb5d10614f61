"""The walk on a tree against its pseudocode and its matrix."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, positive
from tests.oracles import chains as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.sequences.laws import law_of_chain, reach
from theory_lab.sequences.trees import Tree


@given(nonnegative, st.integers(0, 5))
def test_law_after_is_the_law_of_the_pseudocode(drawn, time):
    tree, weights = drawn
    law = fractions_of(walks.law_after(tree, xp.exact(weights), time))
    expected = law_of_chain(lambda draw: 0, lambda draw, node: oracle.move(draw, tree, weights, node), time)
    assert {node: mass for node, mass in enumerate(law) if mass} == expected


@given(nonnegative, st.booleans())
def test_transition_matrix_and_step_are_the_kernel(drawn, lazy):
    tree, weights = drawn
    holding = Fraction(int(lazy), 2)
    expected = oracle.kernel(tree, weights, lazy)
    matrix = walks.transition_matrix(tree, xp.exact(weights), holding)
    assert fractions_of(matrix) == [entry for row in expected for entry in row]
    law = [Fraction(v + 1, tree.size * (tree.size + 1) // 2) for v in range(tree.size)]
    assert fractions_of(walks.step(tree, xp.exact(weights), xp.exact(law), holding)) == oracle.step(law, expected)


@given(positive)
def test_detailed_balance(drawn):
    tree, weights = drawn
    law, matrix = walks.stationary(tree, xp.exact(weights)), walks.transition_matrix(tree, xp.exact(weights))
    flow = law[:, None] * matrix
    assert bool(xp.all(flow == flow.T)) and bool(xp.sum(law) == 1)
    assert fractions_of(law) == oracle.stationary(oracle.kernel(tree, weights), range(tree.size))


@given(nonnegative)
def test_degrees_and_subtree_volumes_are_sums(drawn):
    tree, weights = drawn
    degrees = [sum(w for v, w in enumerate(weights, 1) if u in (v, tree.parent[v])) for u in range(tree.size)]
    below = [[v for v in range(tree.size) if tree.words[v][: len(word)] == word] for word in tree.words]
    assert fractions_of(walks.degrees(tree, xp.exact(weights))) == degrees
    volumes = walks.subtree_volumes(tree, xp.exact(weights))
    assert fractions_of(volumes) == [sum(degrees[v] for v in nodes) for nodes in below]
    assert bool(volumes[0] == walks.volume(tree, xp.exact(weights)))


@given(nonnegative)
def test_root_component_keeps_what_the_walk_can_reach(drawn):
    tree, weights = drawn
    kept = walks.root_component(tree, xp.exact(weights))
    reached = set(law_of_chain(lambda draw: 0, lambda draw, u: oracle.move(draw, tree, weights, u), tree.depth))
    assert fractions_of(kept) == [w if v in reached else 0 for v, w in enumerate(weights, 1)]


def test_edge_weights_are_masses_times_guides():
    tree = Tree.dyck(2)
    steps, guide = xp.exact([1, "1/3", "2/3", 1, 1, 1, 1]), xp.exact([3, 1, 4, 1, 5, 9, 2])
    assert bool(xp.all(walks.edge_weights(tree, steps, guide) == reach(tree, steps)[1:] * guide))


@given(positive)
def test_arithmetics_agree(drawn):
    """A step is one quotient, one product and a sum of at most 4 terms: 8 ulps of 1 a step."""
    tree, weights = drawn
    check_agreement(lambda w: walks.law_after(tree, w, 6), weights, ulps=48)
    check_agreement(lambda w: walks.subtree_volumes(tree, w), weights, ulps=16)
    check_agreement(lambda w: walks.transition_matrix(tree, w), weights, ulps=4)


def test_jax_compiles_the_walk_once_for_all_weights():
    import jax

    tree, traces = Tree.complete(2, 4), []

    def law(weights):
        traces.append(1)
        return walks.law_after(tree, weights, 50)

    compiled = jax.jit(law)
    for seed in range(3):
        weights = np.random.default_rng(seed).random(tree.size - 1) + 0.1
        expected = walks.law_after(tree, weights, 50)
        assert (abs(np.asarray(compiled(weights)) - expected) <= 400 * 2.0**-52).all()
    assert len(traces) == 1
    assert np.isfinite(jax.grad(lambda w: walks.law_after(tree, w, 5)[-1])(weights)).all()


def test_matrices_of_large_trees_are_refused_and_the_way_around_is_named():
    tree = Tree.complete(2, 12)
    with pytest.raises(ValueError, match=r"8,191 x 8,191 entries is beyond the limit of 5,000 nodes; use step"):
        walks.transition_matrix(tree, np.ones(tree.size - 1))


def test_held_moves_of_raw_floats_are_floats():
    tree = Tree.complete(2, 1)
    moves = neighbours.held(neighbours.weighted(tree, np.array([0.5, 0.25])))
    assert moves.down.dtype == moves.up.dtype == np.float64
    assert moves.up.tolist() == [0.5, 0.5]


def test_raw_whole_numbers_are_refused_by_what_to_wrap_them_with():
    with pytest.raises(TypeError, match=r"array\(\[1, 2\]\) is no array of numbers; wrap it with exact\(\) or floats\(\)"):
        walks.stationary(Tree.complete(2, 1), np.array([1, 2]))
