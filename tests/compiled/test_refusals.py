"""What compiled functions cannot be asked for is refused; JAX would repeat, cut or fill up arrays of other lengths."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from theory_lab.compiled import blocks, decoders, draws, likelihood, loglinear, profiles, smooth, trees, walks
from theory_lab.sequences.trees import Tree

TREE = Tree.from_words([(0,), (1, 0), (1, 1), (2, 0, 0), (2, 0, 1)])
EDGES, WORDS = jnp.full(8, 0.5), jnp.full(5, 0.2)
ON_EDGES = {
    "reach": lambda x: trees.reach(TREE, x),
    "leaf_law": lambda x: trees.leaf_law(TREE, x),
    "path_sums": lambda x: trees.path_sums(TREE, x),
    "normalised": lambda x: trees.normalised(TREE, x),
    "values": lambda x: trees.values(TREE, x, WORDS),
    "stationary": lambda x: walks.stationary(TREE, x),
    "stationary_leaf_law": lambda x: walks.stationary_leaf_law(TREE, x),
    "edge_weights of steps": lambda x: walks.edge_weights(TREE, x, EDGES),
    "edge_weights of a guide": lambda x: walks.edge_weights(TREE, EDGES, x),
    "law_after": lambda x: walks.law_after(TREE, x, 3),
    "momentum_law_after": lambda x: walks.momentum_law_after(TREE, x, 3),
    "root_times": lambda x: walks.root_times(TREE, x),
    "leaf_conductances": lambda x: walks.leaf_conductances(TREE, x),
    "first_leaf_law": lambda x: walks.first_leaf_law(TREE, x),
    "first_leaf_time": lambda x: walks.first_leaf_time(TREE, x),
    "mixing_time": lambda x: walks.mixing_time(TREE, x, jnp.array([0]), most=9),
    "sampling_time": lambda x: walks.sampling_time(TREE, x, WORDS, most=9),
    "blockwise_law of steps": lambda x: blocks.blockwise_law(TREE, x, EDGES, 1, _kept),
    "blockwise_law of a guide": lambda x: blocks.blockwise_law(TREE, EDGES, x, 1, _kept),
    "stepwise_law of steps": lambda x: blocks.stepwise_law(TREE, x, EDGES),
    "stepwise_law of a guide": lambda x: blocks.stepwise_law(TREE, EDGES, x),
    "decoder_steps": lambda x: decoders.decoder_steps(TREE, x[:, None], jnp.zeros(1), 0.1),
    "log_likelihood": lambda x: likelihood.log_likelihood(TREE, x, WORDS),
    "word_log_ratios": lambda x: profiles.word_log_ratios(TREE, EDGES, x),
    "word_coverages": lambda x: smooth.word_coverages(TREE, x, EDGES, jnp.zeros(1), 1.0),
}
ON_WORDS = {
    "visits": lambda x: trees.visits(TREE, x),
    "steps_of": lambda x: trees.steps_of(TREE, x),
    "values": lambda x: trees.values(TREE, EDGES, x),
    "sampling_time": lambda x: walks.sampling_time(TREE, EDGES, x, most=9),
    "log_likelihood": lambda x: likelihood.log_likelihood(TREE, EDGES, x),
    "fit": lambda x: loglinear.fit(TREE, EDGES[:, None], x),
    "gradient": lambda x: loglinear.gradient(TREE, EDGES[:, None], jnp.zeros(1), x),
}


def _kept(law, scores):
    return law


@pytest.mark.parametrize("length", [0, 1, 7, 9])
@pytest.mark.parametrize("name", ON_EDGES)
def test_branches_of_another_tree_are_refused(name, length):
    with pytest.raises(ValueError, match=rf"needs 8 entries, one for every node but the root, got shape \({length},"):
        ON_EDGES[name](jnp.full(length, 0.5))


@pytest.mark.parametrize("length", [0, 1, 4, 6])
@pytest.mark.parametrize("name", ON_WORDS)
def test_words_of_another_tree_are_refused(name, length):
    with pytest.raises(ValueError, match=rf"needs 5 entries, one for every word, got shape \({length},"):
        ON_WORDS[name](jnp.full(length, 0.2))


@pytest.mark.parametrize("length", [1, 8, 10])
def test_nodes_of_another_tree_are_refused(length):
    with pytest.raises(ValueError, match=rf"needs 9 entries, one for every node, got shape \({length},\)"):
        trees.subtree_sums(TREE, jnp.ones(length))


@pytest.mark.parametrize("shape", [(), (1,), (3,)])
def test_values_are_as_many_as_samples(shape):
    states, law = likelihood.count_states(3, 2), jnp.array([0.5, 0.5])
    for call in (lambda x: likelihood.mean(states, law, x), lambda x: likelihood.tail(states, law, x, 0.5)):
        with pytest.raises(ValueError, match=re.escape(f"one shape, got (4,) and {shape}")):
            call(jnp.ones(shape))


@pytest.mark.parametrize(
    ("counts", "chance"), [(5.0, np.nan), (50.0, np.nan), (50.0, -0.1), (50.0, 1.1), (np.inf, 0.5), (-50.0, 0.5)]
)
def test_what_is_no_binomial_law_is_nan(counts, chance):
    """Nothing was ever accepted for a chance of nan, and the loop did not end."""
    assert np.isnan(draws.binomial(jax.random.key(0), jnp.array([counts]), jnp.array([chance]))[0])


def test_what_is_no_law_of_letters_is_nan():
    found = draws.multinomial(jax.random.key(0), jnp.array([20.0]), jnp.array([[0.5, np.nan, 0.25]]))
    assert np.isnan(found).all()


@pytest.mark.parametrize("shape", [(2, 2), (0,), ()])
def test_draws_are_from_one_law(shape):
    with pytest.raises(ValueError, match=re.escape(f"got {shape}")):
        draws.places(jax.random.key(0), jnp.ones(shape), 3)


def test_log_ratios_reach_infinite_levels():
    """``P(log ratio >= level)`` counted; an infinite level is reached by infinite ratios alone, minus infinity by all."""
    masses, ratios, levels = np.array([0.25, 0.5, 0.125, 0.125]), np.array([0.0, np.inf, -np.inf, 3.0]), [np.inf, -np.inf, 3.0]
    wanted = [masses[ratios >= level].sum() for level in levels]
    assert profiles.log_coverages(jnp.asarray(masses), jnp.asarray(ratios), jnp.array(levels)).tolist() == wanted


@pytest.mark.parametrize(("draws", "slope"), [(1.0, 1.0), (2.0, 0.0), (5.0, 0.0)])
def test_the_slope_of_pass_at_a_certain_event(draws, slope):
    """``N (1 - m)^(N - 1)`` at ``m = 1``."""
    assert jax.grad(profiles.pass_at)(1.0, draws) == slope


def test_the_profile_of_point_masses_in_whole_numbers():
    found = profiles.step_function(jnp.array([1, 0]), jnp.array([0, 1]))
    assert [float(found.at(level)) for level in (1.0, 7.0)] == [1.0, 1.0]
