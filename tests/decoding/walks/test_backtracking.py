"""Backtracking against its pseudocode, and what it preserves."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import TREES, nonnegative, positive
from tests.oracles import chains as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.decoding import instances
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


@st.composite
def verified(draw):
    """A tree, branch probabilities, the rewards of the words, scores of the inner prefixes over 12 orders of magnitude."""
    tree = draw(st.sampled_from(TREES))
    whole = st.integers(1, 5)
    weights = draw(st.lists(whole, min_size=tree.size - 1, max_size=tree.size - 1))
    reward = draw(st.lists(whole, min_size=len(tree.leaves), max_size=len(tree.leaves)))
    scale = st.sampled_from([Fraction(10) ** e for e in (-6, -1, 0, 2, 6)])
    scores = draw(st.lists(scale, min_size=tree.size, max_size=tree.size))
    for v, r in zip(tree.leaves.tolist(), reward, strict=True):
        scores[v] = Fraction(r)
    return tree, laws.normalised(tree, xp.exact(weights)), xp.exact(reward), xp.exact(scores[1:])


@given(verified())
def test_stationary_law_given_a_leaf_is_the_target_for_all_inner_scores(drawn):
    tree, steps, reward, guide = drawn
    weights = walks.edge_weights(tree, steps, guide)
    target = samplers.outcome_law(tree, steps, reward)
    assert bool(xp.all(backtracking.stationary_leaf_law(tree, weights) == target))
    law = walks.stationary(tree, weights)[tree.leaves]
    assert bool(xp.sum(law) == backtracking.leaf_mass(tree, weights))
    assert bool(xp.all(law == backtracking.leaf_mass(tree, weights) * target))


@given(nonnegative, st.integers(0, 6))
def test_sampled_law_is_the_pseudocode_given_success(drawn, time):
    tree, weights = drawn
    walk = laws.law_of_chain(lambda draw: 0, lambda draw, v: oracle.move(draw, tree, weights, v), time)
    leaves = [walk.get(v, Fraction(0)) for v in tree.leaves.tolist()]
    assert xp.value(backtracking.success(tree, xp.exact(weights), time)).fraction == sum(leaves)
    if any(leaves):
        law = backtracking.sampled_law(tree, xp.exact(weights), time)
        assert fractions_of(law) == [mass / sum(leaves) for mass in leaves]


@given(verified(), st.integers(0, 8))
def test_exact_values_give_the_target_at_every_time(drawn, extra):
    tree, steps, reward, _ = drawn
    if tree.depths[tree.leaves].min() < tree.depth:
        return
    weights = walks.edge_weights(tree, steps, laws.value(tree, steps, reward)[1:])
    law = backtracking.sampled_law(tree, weights, tree.depth + extra)
    assert bool(xp.all(law == samplers.outcome_law(tree, steps, reward)))


@given(positive)
def test_first_leaf_law_solves_the_linear_system(drawn):
    tree, weights = drawn
    law = backtracking.first_leaf_law(tree, xp.exact(weights))
    assert fractions_of(law) == oracle.first_hit(oracle.kernel(tree, weights), tree.leaves.tolist())


def test_values_of_open_brackets_cost_mass_and_not_exactness():
    """Values tripled after every inner opening bracket: leaf mass 1/(H (3 + 1)), first leaf exact."""
    tree = Tree.dyck(3)
    steps = xp.exact([Fraction(1, 2)] * (tree.size - 1))
    value = laws.value(tree, steps, xp.ones((5,), like=steps))[1:]
    inner_open = np.array([tree.letter[v] == 0 and tree.child_count[v] > 0 for v in range(1, tree.size)], dtype=int)
    weights = walks.edge_weights(tree, steps, value * (1 + 2 * inner_open))
    assert bool(backtracking.leaf_mass(tree, weights) == xp.ratio(1, 6 * 4))
    assert fractions_of(backtracking.first_leaf_law(tree, weights)) == [Fraction(1, 5)] * 5


@given(positive)
def test_arithmetics_agree(drawn):
    """Positive sums and quotients, 8 ulps a step or a level."""
    tree, weights = drawn
    check_agreement(lambda w: backtracking.sampled_law(tree, w, tree.depth + 2), weights, ulps=200)
    check_agreement(lambda w: backtracking.first_leaf_law(tree, w), weights, ulps=64)


def test_times_in_which_no_leaf_is_reached_are_refused():
    made = instances.open_biased(6, 2)
    for time in (0, 3, 5):
        for function in (backtracking.expected_steps, backtracking.sampled_law):
            with pytest.raises(ValueError, match=f"no run of {time} steps ends at a leaf, since the nearest has depth 6"):
                function(made.tree, made.weights, time)
    assert bool(backtracking.expected_steps(made.tree, made.weights, 6) > 6)


def test_jax_compiles_and_maps_laws_and_runtimes():
    import jax

    tree = Tree.dyck(3)
    weights = np.random.default_rng(0).random(tree.size - 1) + 0.1
    functions = (
        lambda w: backtracking.sampled_law(tree, w, 40),
        lambda w: backtracking.success(tree, w, 40),
        lambda w: backtracking.first_leaf_law(tree, w),
        lambda w: hitting.first_leaf_time(tree, w),
    )
    for function in functions:
        expected = function(weights)
        close = 400 * 2.0**-52 * (1 + expected)
        assert (abs(np.asarray(jax.jit(function)(weights)) - expected) <= close).all()
        both = jax.jit(jax.vmap(function))(np.stack([weights, 2 * weights]))
        assert (abs(np.asarray(both) - expected) <= close).all()
