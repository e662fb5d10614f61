"""Log-linear maximum likelihood: certified in exact arithmetic, for many samples at once, with derivatives."""

from fractions import Fraction
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.compiled.agreement import apart, compilations
from theory_lab import numbers as xp
from theory_lab.compiled import loglinear
from theory_lab.learning import families
from theory_lab.learning.likelihood import ball_fit
from theory_lab.learning.likelihood.mixtures import NotConverged
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
TABLE = np.random.default_rng(1).integers(-6, 7, (TREE.size - 1, 2))
EXACT, FEATURES = xp.exact(TABLE.tolist()) / 4, TABLE / 4


@pytest.mark.parametrize("counts", [[3, 1, 0, 2], [1, 0, 0, 0], [0, 5, 1, 0], [1, 1, 1, 1]])
def test_certified_in_exact_arithmetic(counts):
    """On the surface of the ball and inside: a ball of rationals that holds all maximisers, and the enclosure found before."""
    found = loglinear.fit(TREE, FEATURES, jnp.array(counts, dtype=float))
    mine, theirs = loglinear.certified(TREE, EXACT, counts, found), ball_fit.ball_fit(TREE, EXACT, counts)
    assert mine.radius < Fraction(1, 10**5) and float(found.slope) < 1e-14
    gap = sum((a - b) ** 2 for a, b in zip(mine.theta, theirs.theta, strict=True))
    assert gap <= (mine.radius + theirs.radius) ** 2
    assert np.abs(np.array([float(x) for x in theirs.theta]) - found.theta).max() <= 2**14 * 2.0**-52


def test_a_wrong_point_is_not_certified():
    wrong = loglinear.Fit(jnp.array([0.1, 0.1]), jnp.zeros(()), jnp.zeros((), int))
    with pytest.raises(NotConverged):
        loglinear.certified(TREE, EXACT, [3, 1, 0, 2], wrong)


def test_gradient_is_the_exact_one():
    theta, law = xp.exact(["1/2", "-1/4"]), xp.exact(["1/8", "1/4", "1/8", "1/2"])
    with xp.guessing():
        found = loglinear.gradient(TREE, FEATURES, *(jnp.asarray(xp.floats(x).numbers()) for x in (theta, law)))
    assert apart(found, families.gradient(TREE, EXACT, theta, law)) <= 64


def test_all_samples_at_once_by_one_program():
    samples = jnp.asarray(np.random.default_rng(0).multinomial(30, [0.1, 0.2, 0.3, 0.4], 500), dtype=float)
    before = compilations(loglinear.fit)
    many = jax.jit(jax.vmap(partial(loglinear.fit, TREE, FEATURES)))(samples)
    assert float(many.slope.max()) < 1e-14 and int(many.steps.max()) < 40
    one = loglinear.fit(TREE, FEATURES, samples[7])
    assert np.abs(many.theta[7] - one.theta).max() < 1e-12
    assert compilations(loglinear.fit) <= before + 1


def test_derivatives_are_those_of_the_maximiser():
    for counts in ([3.0, 1, 2, 2], [100.0, 1, 1, 1]):  # inside the ball, and on its surface
        sample = jnp.array(counts)
        slope = jax.jit(jax.jacobian(lambda c: loglinear.fit(TREE, FEATURES, c).theta))(sample)
        moved = [loglinear.fit(TREE, FEATURES, sample.at[1].add(h)).theta for h in (1e-4, -1e-4)]
        assert np.abs((moved[0] - moved[1]) / 2e-4 - slope[:, 1]).max() < 1e-7


def test_letters_have_the_fit_of_their_tree():
    """Words of one letter, and a hundred million letters: counts enter by their shares only."""
    letters, counts = Tree.complete(3, 1), jnp.array([3.0, 1, 4])
    features = jnp.asarray(np.random.default_rng(2).normal(size=(3, 2)))
    wide = loglinear.fit(letters, features, counts, jnp.inf)
    narrow = loglinear.letter_fit(features[None], counts[None] * 1e8, jnp.inf)
    assert np.abs(wide.theta - narrow.theta).max() < 1e-12 * max(1, float(jnp.abs(wide.theta).max()))
    laws = jax.nn.softmax(features @ wide.theta)
    assert np.abs(features.T @ (laws - counts / 8)).max() < 1e-14  # moments match


def test_without_a_maximiser_the_slope_says_so():
    found = loglinear.fit(TREE, FEATURES, jnp.array([1.0, 0, 0, 0]), jnp.inf, most=15)
    assert int(found.steps) == 15 and float(found.slope) > 1e-12


def test_a_hundred_thousand_nodes():
    tree, rng = Tree.complete(2, 15), np.random.default_rng(3)
    features = jnp.asarray(rng.normal(size=(tree.size - 1, 3)))
    found = loglinear.fit(tree, features, jnp.asarray(rng.poisson(0.1, len(tree.leaves)), dtype=float))
    assert float(found.slope) < 1e-13 and float(jnp.linalg.norm(found.theta)) <= 1 + 1e-15


def test_without_counts_every_parameter_is_most_likely():
    """The likelihood is constant, and the search ends where it starts."""
    tree = Tree.complete(2, 2)
    features = jnp.asarray(np.random.default_rng(0).normal(size=(tree.size - 1, 3)))
    found = loglinear.fit(tree, features, jnp.zeros(4))
    assert found.theta.tolist() == [0, 0, 0] and found.slope == 0
    letters = loglinear.letter_fit(features.reshape(2, 3, 3), jnp.zeros((2, 3)))
    assert letters.theta.tolist() == [0, 0, 0] and letters.slope == 0


@pytest.mark.parametrize("word", [(), (0,), (0, 0, 0)])
def test_where_nothing_is_chosen_every_parameter_is_most_likely(word):
    tree = Tree.from_words([word])
    found = loglinear.fit(tree, jnp.ones((tree.size - 1, 2)), jnp.ones(1))
    assert found.theta.tolist() == [0, 0] and found.slope == 0
