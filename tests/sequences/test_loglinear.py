"""Log-linear models: normalisation, score and inherent variance."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREES = [Tree.complete(2, 2), Tree.complete(3, 1), Tree.dyck(2), Tree.with_end(2, 2)]


@st.composite
def models(draw):
    """A tree, whole features (size - 1, 2), whole parameters: times log 2 they make all steps rational."""
    tree = draw(st.sampled_from(TREES))
    numbers = draw(st.lists(st.integers(-2, 2), min_size=2 * tree.size, max_size=2 * tree.size))
    return tree, np.array(numbers[:-2]).reshape(-1, 2), np.array(numbers[-2:])


def parameters(theta):
    """``theta log 2``, whose exponentials are exact."""
    return xp.exact(theta) * xp.log(xp.exact(2))


def entries(array):
    """The entries of an exact array, as fractions."""
    return array.fractions().ravel().tolist()


@given(models())
def test_steps_are_powers_over_their_sum(model):
    tree, features, theta = model
    steps = entries(loglinear.steps(tree, xp.exact(features), parameters(theta)))
    powers = [Fraction(2) ** int(power) for power in features @ theta]
    for word, step, power in zip(tree.words[1:], steps, powers, strict=True):
        total = sum(p for other, p in zip(tree.words[1:], powers, strict=True) if other[:-1] == word[:-1])
        assert step == power / total


@given(models())
def test_score_is_a_martingale_with_the_inherent_variance(model):
    tree, features, theta = model
    phi = xp.exact(features)
    branch = loglinear.steps(tree, phi, parameters(theta))
    law, score = laws.leaf_law(tree, branch), loglinear.score(tree, phi, parameters(theta))
    assert bool(xp.all(xp.dot(law, score) == 0))
    variance = loglinear.inherent_variance(tree, phi, branch)
    assert bool(xp.dot(law, xp.sum(score**2, axis=1)) == variance)
    assert bool(variance <= tree.depth * max(int((row**2).sum()) for row in features))


@given(models())
def test_mean_and_variance_by_enumeration(model):
    tree, features, theta = model
    phi, branch = xp.exact(features), loglinear.steps(tree, xp.exact(features), parameters(theta))
    means, variances = loglinear.mean_features(tree, phi, branch), loglinear.variances(tree, phi, branch)
    probabilities = entries(branch)
    for v in range(tree.size):
        children = [u for u in range(tree.size) if tree.parent[u] == v]
        mean = [sum((probabilities[u - 1] * int(features[u - 1, j]) for u in children), start=Fraction(0)) for j in (0, 1)]
        second = sum((probabilities[u - 1] * int((features[u - 1] ** 2).sum()) for u in children), start=Fraction(0))
        assert entries(means[v]) == mean
        assert entries(variances[v]) == [second - sum(m * m for m in mean)]


def test_score_is_the_gradient_of_the_log_likelihood():
    import jax

    tree, rng = Tree.with_end(2, 2), np.random.default_rng(0)
    features, theta = rng.normal(size=(tree.size - 1, 3)), rng.normal(size=3)

    def log_likelihood(t):
        return jax.numpy.log(laws.leaf_law(tree, loglinear.steps(tree, jax.numpy.asarray(features), t)))

    gradient = np.asarray(jax.jit(jax.jacobian(log_likelihood))(jax.numpy.asarray(theta)))
    score = loglinear.score(tree, features, theta)
    assert (np.abs(gradient - score) <= 256 * np.spacing(np.abs(score).max())).all()


def test_large_parameters_do_not_overflow():
    tree = Tree.complete(3, 1)
    steps = loglinear.steps(tree, np.array([[-1.0], [0.0], [1.0]]), np.array([1e4]))
    assert steps.tolist() == [0.0, 0.0, 1.0]


@given(models())
def test_floats_and_intervals_agree_with_exact(model):
    """Floats: an exponential, a sum of 3 and a quotient, 16 ulps. Intervals contain the value."""
    tree, features, theta = model
    exact = entries(loglinear.steps(tree, xp.exact(features), parameters(theta)))
    floats = loglinear.steps(tree, features.astype(float), theta * np.log(2.0))
    assert all(abs(Fraction(f) - e) <= 16 * np.spacing(f) for f, e in zip(floats.tolist(), exact, strict=True))
    enclosure = loglinear.steps(tree, xp.intervals(features), xp.intervals(theta) * xp.log(xp.intervals(2)))
    for low, high, value in zip(*enclosure.bounds(), exact, strict=True):
        assert low <= value <= high


def test_wrong_features_are_refused():
    with pytest.raises(ValueError, match="features of shape"):
        loglinear.steps(Tree.complete(2, 1), xp.exact([[1], [1], [1]]), xp.exact([1]))
