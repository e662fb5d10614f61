"""The test-time-training decoder: its law against its pseudocode."""

from fractions import Fraction

import numpy as np
import pytest

from tests.learning.test_dynamics import FEATURES, START, TREE, floats, floats_of, near
from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.training import test_time, updates
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREES = [TREE, Tree.complete(3, 3), Tree.with_end(2, 3)]


def random_features(tree):
    return np.random.default_rng(tree.size).normal(size=(tree.size - 1, 2))


@pytest.mark.parametrize("tree", TREES)
def test_decoder_law_is_that_of_the_program(tree):
    features, start = random_features(tree), [0.5, -0.25]

    def program(draw):
        theta, node = start, 0
        while tree.child_count[node]:
            law = oracle.next_letters(tree, features, theta, node)
            node = list(law)[draw(list(law.values()))]
            score = oracle.letter_score(tree, features, theta, node)
            theta = oracle.onto_ball([t + 0.8 * s for t, s in zip(theta, score, strict=True)])
        return tree.words[node]

    found = laws.leaf_law(tree, test_time.decoder_steps(tree, features, np.array(start), 0.8, updates.ball()))
    wanted = laws.law_of(program)
    assert near(found, [wanted[tree.words[v]] for v in tree.leaves])


def test_decoder_law_has_total_mass_one_exactly():
    steps = test_time.decoder_steps(TREE, xp.exact(FEATURES), xp.exact(START), 3, updates.ball())
    assert bool(abs(xp.sum(laws.leaf_law(TREE, steps)) - 1) < Fraction(1, 10**15))


@pytest.mark.parametrize("tree", TREES)
def test_parameters_after_a_word(tree):
    features, start = random_features(tree), np.array([0.5, -0.25])
    ends = test_time.end_parameters(tree, features, start, 0.8, updates.box())
    for k, leaf in enumerate(tree.leaves.tolist()):
        assert near(ends[:, k], oracle.letter_updates(tree, features, start, leaf, 0.8, oracle.onto_box))


def test_many_parameters_are_one_after_the_other():
    features, columns = random_features(TREE), np.array([[0.5, 0.0, 1.0], [-0.25, 1.0, 0.0]])
    together = test_time.end_parameters(TREE, features, columns, 0.8, updates.ball())
    steps = test_time.decoder_steps(TREE, features, columns, 0.8, updates.ball())
    for k in range(3):
        assert near(together[..., k], test_time.end_parameters(TREE, features, columns[:, k], 0.8, updates.ball()))
        assert near(steps[:, k], test_time.decoder_steps(TREE, features, columns[:, k], 0.8, updates.ball()))


def test_without_a_rate_the_decoder_is_the_model():
    steps = test_time.decoder_steps(TREE, xp.exact(FEATURES), xp.exact(START), 0)
    plain = families.word_law(TREE, steps)
    assert near(floats_of(plain), [w for w in laws.leaf_law(TREE, np.array(floats_of(steps)))])
    fixed = test_time.token_parameters(TREE, xp.exact(FEATURES), xp.exact(START), 0)
    assert bool(xp.all(fixed == xp.exact(START)[None]))


def test_token_training_under_jax():
    import jax
    import jax.numpy as jnp

    from theory_lab.learning.training import dynamics

    features, words = random_features(TREE), np.eye(4)[[2, 0, 3, 3]]
    run = jax.jit(
        lambda rate: dynamics.trajectory(
            test_time.token_sgd(TREE, jnp.asarray(features), rate, updates.ball()), jnp.asarray(floats(START)), words
        )
    )
    theta = floats(START)
    for t, word in enumerate([2, 0, 3, 3]):
        theta = oracle.letter_updates(TREE, features, theta, int(TREE.leaves[word]), 0.5, oracle.onto_ball)
        assert near(run(0.5)[t + 1], theta)
    many = jax.vmap(run)(jnp.array([0.1, 0.5]))
    assert many.shape == (2, 5, 2) and near(many[1], run(0.5))
