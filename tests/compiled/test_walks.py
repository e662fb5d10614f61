"""Compiled walks against the exact ones, at any time, and where only closed forms follow."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.compiled.agreement import apart, compilations
from theory_lab import numbers as xp
from theory_lab.chains import hitting, mixing
from theory_lab.chains import walks as exact
from theory_lab.compiled import walks
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.walks import backtracking, momentum
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREES = (Tree.complete(2, 3), Tree.dyck(3), Tree.with_end(2, 3))


def weights_of(tree, seed=0, least=1):
    whole = np.random.default_rng(seed).integers(least, 9, tree.size - 1)
    return xp.exact(whole.tolist()), jnp.asarray(whole, dtype=float)


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_against_the_exact_engine(tree):
    truth, weights = weights_of(tree)
    for found, value, ulps in (
        (walks.law_after(tree, weights, 9), exact.law_after(tree, truth, 9), 32),
        (walks.sampled_law(tree, weights, 9), backtracking.sampled_law(tree, truth, 9), 32),
        (walks.success(tree, weights, 9), backtracking.success(tree, truth, 9), 32),
        (walks.momentum_law_after(tree, weights, 9), momentum.law_after(tree, truth, 9), 64),
        (walks.stationary(tree, weights), exact.stationary(tree, truth), 4),
        (walks.stationary_leaf_law(tree, weights), backtracking.stationary_leaf_law(tree, truth), 4),
        (walks.edge_weights(tree, weights / 8, weights), exact.edge_weights(tree, truth / 8, truth), 4),
        (walks.root_times(tree, weights), hitting.root_times(tree, truth), 16),
        (walks.first_leaf_law(tree, weights), backtracking.first_leaf_law(tree, truth), 32),
        (walks.first_leaf_time(tree, weights), hitting.first_leaf_time(tree, truth), 32),
        (walks.leaf_conductances(tree, weights)[1], hitting.leaf_conductances(tree, truth)[1], 32),
    ):
        assert apart(found, value) <= ulps


def test_edges_of_weight_zero():
    tree = TREES[0]
    truth, weights = weights_of(tree, 3, least=0)
    weights, truth = weights.at[1].set(0), xp.stack([truth[k] if k != 1 else 0 * truth[k] for k in range(tree.size - 1)])
    assert apart(walks.law_after(tree, weights, 12), exact.law_after(tree, truth, 12)) <= 64
    assert apart(walks.first_leaf_law(tree, weights), backtracking.first_leaf_law(tree, truth)) <= 32
    with xp.guessing():
        assert (np.isinf(walks.root_times(tree, weights)) == np.isinf(xp.floats(hitting.root_times(tree, truth)).numbers())).all()
    behind = walks.root_times(Tree.complete(1, 4), jnp.array([1.0, 0, 0, 1]))
    assert behind[:2].tolist() == [0, 2] and np.isinf(behind[2:]).all()
    assert walks.first_leaf_time(tree, 0 * weights) == np.inf


def test_one_program_for_all_times_and_weights():
    tree, before = Tree.complete(3, 3), compilations(walks.law_after)
    for time, seed in ((0, 0), (5, 1), (10**4, 2)):
        law = walks.law_after(tree, weights_of(tree, seed)[1], time)
        assert abs(float(law.sum()) - 1) < 1e-12
    assert compilations(walks.law_after) == before + 1
    assert np.abs(law / exact.stationary(tree, weights_of(tree, 2)[1]) - 1).max() < 1e-9  # it has settled


def test_maps_over_instances_and_differentiates_forward():
    tree = TREES[1]
    many = jnp.stack([weights_of(tree, seed)[1] for seed in range(4)])
    mapped = jax.vmap(partial(walks.success, tree), (0, None))(many, 7)
    assert np.allclose(mapped, [walks.success(tree, w, 7) for w in many], rtol=1e-14)
    slope = jax.jit(jax.jacfwd(partial(walks.success, tree)))(many[0], 7)
    assert abs(float(slope @ many[0])) < 1e-12  # scaling all weights changes nothing
    moved = [walks.success(tree, many[0].at[2].add(h), 7) for h in (1e-5, -1e-5)]
    assert np.isclose((moved[0] - moved[1]) / 2e-5, slope[2], rtol=1e-6)


def test_times_are_those_that_are_decided():
    made = open_biased(6, 2)
    truth, tree = made.weights, made.tree
    with xp.guessing():
        weights, target = (jnp.asarray(xp.floats(x).numbers()) for x in (truth, backtracking.stationary_leaf_law(tree, truth)))
    decided = mixing.mixing_time(exact.transition_matrix(tree, truth)).time
    assert int(walks.mixing_time(tree, weights, jnp.arange(tree.size))) == decided
    assert int(walks.mixing_time(tree, weights, jnp.arange(tree.size), most=decided - 1)) == decided
    found = int(walks.sampling_time(tree, weights, target, 0.1))
    distances = [0.5 * np.abs(walks.sampled_law(tree, weights, t) - target).sum() for t in (found - 1, found)]
    assert distances[0] > 0.1 >= distances[1]


def test_a_line_of_two_thousand_edges():
    """A path with equal weights: the root is hit after 2 v (2 n - v) lazy steps from v, and a leaf after 2 n^2."""
    n = 2000
    tree = Tree.from_words([(0,) * n])
    weights = jnp.ones(n)
    v = np.arange(n + 1)
    assert np.abs(walks.root_times(tree, weights)[1:] / (2 * v * (2 * n - v))[1:] - 1).max() < 1e-11
    assert abs(float(walks.first_leaf_time(tree, weights)) / (2 * n**2) - 1) < 1e-9


def test_a_large_tree_settles():
    """At exact values the stationary leaf mass is 1/(2 H), and the first leaf met has the law of the model."""
    tree = Tree.complete(2, 14)
    steps = jnp.asarray(laws.normalised(tree, np.random.default_rng(5).random(tree.size - 1) + 0.2))
    weights = walks.edge_weights(tree, steps, jnp.ones(tree.size - 1))
    assert abs(float(walks.stationary(tree, weights)[tree.leaves].sum()) * 2 * 14 - 1) < 1e-12
    words = walks.stationary_leaf_law(tree, weights)
    assert np.abs(walks.first_leaf_law(tree, weights) / words - 1).max() < 1e-10
    assert 0 < float(walks.success(tree, weights, 60)) < float(walks.success(tree, weights, 240)) < 1 / 14


def test_a_tree_of_one_node_is_met_at_its_leaf():
    """The root is the word: the walk is there at once, and stays."""
    tree, none = Tree.from_words([()]), jnp.zeros(0)
    assert walks.stationary(tree, none).tolist() == walks.stationary_leaf_law(tree, none).tolist() == [1]
    assert walks.first_leaf_time(tree, none) == 0
    assert walks.mixing_time(tree, none, jnp.array([0])) == walks.sampling_time(tree, none, jnp.ones(1)) == 0
