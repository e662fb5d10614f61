"""Truncated updates: weights case by case, gradients by loops."""

import math
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.learning.test_dynamics import FEATURES, START, TREE, TRUTH, floats, floats_of, near
from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.training import distillation, dynamics
from theory_lab.sequences import loglinear

quarters = st.integers(0, 8).map(lambda k: Fraction(k, 4))


@given(st.lists(quarters, min_size=1, max_size=5), quarters)
def test_weights_are_those_of_the_lemma(increments, level):
    found = distillation.truncation_weights(xp.exact(increments), level)
    wanted = oracle.truncation(increments, level)
    for weight, case, increment in zip(found, wanted, increments, strict=True):
        assert xp.value(weight).fraction == case or increment == 0
    total = xp.dot(found, xp.exact(increments))
    assert xp.value(total).fraction == min(level, sum(increments))


@given(st.lists(quarters, min_size=1, max_size=5), quarters)
def test_floats_and_intervals_agree(increments, level):
    exact = floats_of(distillation.truncation_weights(xp.exact(increments), level))
    near_ = distillation.truncation_weights(np.array(increments, dtype=float), float(level))
    assert near(near_, exact, 4)
    low, high = distillation.truncation_weights(xp.intervals(increments), level).bounds()
    assert (low <= exact).all() and (high >= exact).all()


def test_truncated_gradient_by_loops():
    teacher = loglinear.steps(TREE, floats(FEATURES), floats(TRUTH))
    theta, level = np.array([-1.0, -1.0]), 0.3
    found = distillation.truncated_scores(TREE, floats(FEATURES), theta, teacher, level)
    for k, leaf in enumerate(TREE.leaves.tolist()):
        nodes = oracle.path(TREE, leaf)
        kls = []
        for v in nodes:
            model = oracle.next_letters(TREE, floats(FEATURES), theta, int(TREE.parent[v]))
            kls.append(sum(teacher[u - 1] * math.log(teacher[u - 1] / q) for u, q in model.items()))
        weights = oracle.truncation([Fraction(x) for x in kls], Fraction(level))
        scores = [oracle.letter_score(TREE, floats(FEATURES), theta, v) for v in nodes]
        assert near(found[k], np.sum([float(w) * np.array(s) for w, s in zip(weights, scores, strict=True)], axis=0), 1024)


def test_a_high_level_truncates_nothing():
    features, theta = xp.exact(FEATURES), xp.exact(START)
    teacher = loglinear.steps(TREE, features, xp.exact(TRUTH))
    gap = distillation.truncated_scores(TREE, features, theta, teacher, 100) - families.word_scores(TREE, features, theta)
    assert bool(xp.all(abs(gap) < Fraction(1, 10**15)))


def test_truncated_training_under_jax():
    import jax
    import jax.numpy as jnp

    features, teacher = floats(FEATURES), loglinear.steps(TREE, floats(FEATURES), floats(TRUTH))
    samples = np.eye(4)[[2, 0, 3, 3, 1]]
    gradient = distillation.truncated_gradient(TREE, jnp.asarray(features), jnp.asarray(teacher), 0.1)
    run = jax.jit(lambda start: dynamics.trajectory(dynamics.sgd(gradient, 0.5), start, samples))
    loop = dynamics.sgd(distillation.truncated_gradient(TREE, features, teacher, 0.1), 0.5)
    assert near(run(jnp.array([-1.0, -1.0])), dynamics.trajectory(loop, np.array([-1.0, -1.0]), samples), 1024)


def test_truncated_gradients_of_many_parameters_are_one_after_the_other():
    features, teacher = floats(FEATURES), loglinear.steps(TREE, floats(FEATURES), floats(TRUTH))
    columns, sample = np.array([[-1.0, 0.5, 0.1], [-1.0, 0.5, 2.0]]), np.array([0.1, 0.2, 0.3, 0.4])
    gradient = distillation.truncated_gradient(TREE, features, teacher, 0.1)
    together = gradient(columns, sample)
    for k in range(3):
        scores = distillation.truncated_scores(TREE, features, columns[:, k], teacher, 0.1)
        wanted = [sum(sample[y] * scores[y, i] for y in range(4)) for i in range(2)]
        assert near(gradient(columns[:, k], sample), wanted) and near(together[:, k], wanted)
