"""The certified maximiser on the ball against a general-purpose solver, and what it is for."""

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import minimize

from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.likelihood import ball_fit
from theory_lab.learning.likelihood.mixtures import NotConverged
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers.whole.types import count_vectors
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def tables(seed):
    return np.random.default_rng(seed).integers(-6, 7, (TREE.size - 1, 2))


def loss(features, counts, theta):
    """Minus the log-likelihood, word by word and letter by letter."""
    total = 0.0
    for leaf, count in zip(TREE.leaves, counts, strict=True):
        for v in oracle.path(TREE, int(leaf)):
            total -= count * math.log(oracle.next_letters(TREE, features, theta, int(TREE.parent[v]))[v])
    return total


@pytest.mark.parametrize(("seed", "counts"), [(0, [1, 0, 0, 0]), (1, [3, 1, 0, 2]), (2, [0, 5, 1, 0]), (3, [2, 2, 1, 3])])
def test_against_a_general_solver(seed, counts):
    features = tables(seed) / 4
    fit = ball_fit.ball_fit(TREE, xp.exact(tables(seed).tolist()) / 4, counts)
    assert sum(x * x for x in fit.theta) <= 1 and fit.radius < Fraction(1, 10**6)
    disc = {"type": "ineq", "fun": lambda t: 1 - t @ t}
    best = minimize(lambda t: loss(features, counts, t), np.zeros(2), constraints=[disc], tol=1e-12)
    ours = loss(features, counts, [float(x) for x in fit.theta])
    assert ours <= best.fun + 1e-9
    assert np.abs(best.x - [float(x) for x in fit.theta]).max() < 1e-3


def test_enclosed_branches_contain_those_of_the_solver():
    features, counts = xp.exact(tables(1).tolist()) / 4, [3, 1, 0, 2]
    fit = ball_fit.ball_fit(TREE, features, counts)
    low, high = ball_fit.enclosed_steps(TREE, features, fit).bounds()
    centre = loglinear.steps(TREE, tables(1) / 4, np.array([float(x) for x in fit.theta]))
    assert (low < centre).all() and (centre < high).all()
    assert (high - low).max() < 1e-5


@pytest.mark.parametrize("draws", [1, 2])
def test_lemma_on_all_samples_with_certified_maximisers(draws):
    """``E1 <= 2 |z|`` (Lemma I.1) for every sample, in intervals."""
    features, truth = xp.exact(tables(5).tolist()) / 4, xp.exact(["1/2", "-1/3"])
    for counts in count_vectors(draws, len(TREE.leaves)):
        sample = xp.exact([Fraction(int(c), draws) for c in counts])
        fit = ball_fit.ball_fit(TREE, features, counts.tolist())
        model = ball_fit.enclosed_steps(TREE, features, fit)
        data = loglinear.steps(TREE, xp.intervals(features), xp.intervals(truth))
        per_letter = token_kl(TREE, data, model)[TREE.parent[1:]]
        divergence = xp.dot(xp.intervals(sample), laws.path_sums(TREE, per_letter)[TREE.leaves])
        noise = families.gradient(TREE, features, truth, sample)
        assert xp.value(divergence)[1] <= 2 * math.sqrt(float(xp.value(xp.sum(noise**2)))) + 1e-9


def test_mean_bounds_of_a_constant_and_of_a_count():
    features = xp.exact(tables(2).tolist()) / 4
    teacher = loglinear.steps(TREE, xp.exact([[0, 0]] * (TREE.size - 1)), xp.exact([0, 0]))
    low, high = ball_fit.mean_bounds(TREE, features, teacher, 2, lambda counts, branch: xp.intervals(Fraction(int(counts[0]), 2)))
    assert low <= Fraction(1, 4) <= high and high - low < Fraction(1, 10**12)


def test_unidentified_parameters_and_empty_samples_are_named():
    with pytest.raises(NotConverged, match=r"counts \[1, 1, 0, 0\] under the features \[\['0', '0'\]"):
        ball_fit.ball_fit(TREE, xp.exact([[0, 0]] * (TREE.size - 1)), [1, 1, 0, 0])
    with pytest.raises(ValueError, match=r"counts for 4 words, none negative and not all 0, got \[0, 0, 0, 0\]"):
        ball_fit.ball_fit(TREE, xp.exact(tables(0).tolist()), [0, 0, 0, 0])
    with pytest.raises(ValueError, match=r"counts for 4 words, none negative and not all 0, got \[1, 0, 2\]"):
        ball_fit.ball_fit(TREE, xp.exact(tables(0).tolist()), [1, 0, 2])
    with pytest.raises(ValueError, match=r"none negative and not all 0, got \[-1, 0, 2, 1\]"):
        ball_fit.ball_fit(TREE, xp.exact(tables(0).tolist()), [-1, 0, 2, 1])


def test_a_solver_that_stops_early_names_the_instance(monkeypatch):
    monkeypatch.setattr(ball_fit, "_solution", lambda tree, features, weights: np.array([0.3, 0.3]))
    with pytest.raises(NotConverged, match=r"counts \[3, 1, 0, 2\] under the features .* not maximised to a distance of 1/4096"):
        ball_fit.ball_fit(TREE, xp.exact(tables(1).tolist()), [3, 1, 0, 2])


COIN = Tree.complete(2, 1)


def coin_radius(size, mean, theta):
    """The distance that is certified for one toss with features ``+-size`` and a mean sign, at ``theta > 0`` below the maximiser.

    The slope of the loss is ``size (tanh(size theta) - mean)`` and its curvature ``h = size^2/cosh^2``; the gap to the end of
    the ball is the slope's size times ``1 - theta``.  Inside, ``h |v|^2/3`` is at most the gap as long as ``2 size |v| <= 1`` for
    all such ``v``; at the surface, theta and the maximiser are both within ``sqrt(2 gap/slope)`` of 1; and no two points are
    further apart than 2.  The curvature is certified to nine tenths.
    """
    slope, curvature = size * (mean - math.tanh(size * theta)), 0.9 * size**2 / math.cosh(size * theta) ** 2
    gap = slope * (1 - theta)
    bounds = [2.0, 2 * math.sqrt(2 * gap / slope)]
    if 3 * gap * (2 * size) ** 2 <= curvature:
        bounds.append(math.sqrt(3 * gap / curvature))
    return min(bounds)


@pytest.mark.parametrize(
    ("size", "counts", "theta"),
    [
        (1, [3, 1], Fraction(1, 2)),  # near the maximiser, artanh(1/2) = 0.549
        (1, [3, 1], Fraction(0)),  # too far for the curvature there to tell
        (1, [3, 1], Fraction(1, 4)),
        (1, [20, 1], Fraction(99, 100)),  # the maximiser is 1
        (Fraction(1, 10), [5, 0], Fraction(99, 100)),  # it is 1, and the surface tells more than the curvature
        (2, [3, 1], Fraction(1, 4)),  # the maximiser is 0.275
    ],
)
def test_the_distance_by_hand(size, counts, theta):
    features, mean = xp.exact([[size], [-size]]), (counts[0] - counts[1]) / sum(counts)
    fit = ball_fit.around(COIN, features, counts, np.array([float(theta)]), Fraction(2))
    assert fit.theta == (pytest.approx(theta, abs=1e-15),)
    assert float(fit.radius) == pytest.approx(coin_radius(float(size), mean, float(theta)), rel=1e-9)
    maximiser = min(1.0, math.atanh(min(mean, 0.999999)) / size)
    assert abs(maximiser - theta) < fit.radius
    assert ball_fit.around(COIN, features, counts, np.array([float(theta)]), fit.radius) == fit
    with pytest.raises(NotConverged, match="was not maximised to a distance of"):
        ball_fit.around(COIN, features, counts, np.array([float(theta)]), fit.radius - Fraction(1, 10**9))


def test_a_point_outside_the_ball_is_moved_onto_it():
    """From (3, 4) to (3/5, 4/5), never further out."""
    fit = ball_fit.around(TREE, xp.exact(tables(0).tolist()), [3, 1, 0, 2], np.array([3.0, 4.0]), Fraction(2))
    assert [float(x) for x in fit.theta] == pytest.approx([0.6, 0.8], abs=1e-15)
    assert sum(x * x for x in fit.theta) <= 1


def test_branches_are_enclosed_on_both_sides():
    """Of all parameters between 1/4 and 3/4: weights of the letters between exp(1/4) and exp(3/4), exp(-3/4) and exp(-1/4)."""
    found = ball_fit.enclosed_steps(COIN, xp.exact([[1], [-1]]), ball_fit.BallFit((Fraction(1, 2),), Fraction(1, 4)))
    (a, b), (c, d) = ((math.exp(x) for x in ends) for ends in ((0.25, 0.75), (-0.75, -0.25)))
    low, high = found.bounds()
    assert low.tolist() == pytest.approx([a / (b + d), c / (b + d)], rel=1e-12)
    assert high.tolist() == pytest.approx([b / (a + c), d / (a + c)], rel=1e-12)


@pytest.mark.parametrize(
    ("matrix", "least"),
    [
        ([[2, 1], [1, 2]], 1),
        ([[1, 2], [2, 1]], -1),  # positive diagonals, and yet not positive
        ([[2, -1, 0], [-1, 2, -1], [0, -1, 2]], 2 - math.sqrt(2)),
        ([[3, 1, 1], [1, 3, 1], [1, 1, 3]], 2),
        ([[5]], 5),
    ],
)
def test_a_hessian_is_positive_above_its_least_eigenvalue(matrix, least):
    below, above = (Fraction(least) + shift for shift in (Fraction(-1, 10**9), Fraction(1, 10**9)))
    assert ball_fit._is_positive(xp.exact(matrix), below)
    assert not ball_fit._is_positive(xp.exact(matrix), above)


@pytest.mark.parametrize("x", [0, Fraction(1, 3), 2, 4, Fraction(1, 10**30), 10**9])
def test_roots_are_rounded_upwards(x):
    root = ball_fit._root(Fraction(x))
    assert x < root**2 and (root - Fraction(1, 2**39)) ** 2 < x + Fraction(1, 2**78)
