"""Laws after a long time are those of the walk, in every arithmetic."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, skewed
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting.long_walks import law_in_balls
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


@given(st.one_of(nonnegative, skewed), st.integers(0, 12))
def test_balls_contain_the_law(drawn, time):
    tree, weights = drawn
    law, balls = walks.law_after(tree, xp.exact(weights), time), law_in_balls(tree, xp.exact(weights), time)
    assert balls.is_exact
    for found, value in zip(balls.numbers(), law.fractions(), strict=True):
        low, high = found.bounds()
        assert low <= value <= high
        assert high - low <= value / 10**12  # what cannot be reached has the probability 0 exactly


@pytest.mark.parametrize("time", [0, 1, 7, 500])
def test_floats_are_those_of_the_steps(time):
    weights = xp.floats(np.random.default_rng(0).random((TREE.size - 1, 5)), batched=True)
    found, wanted = (law(TREE, weights, time).numbers(batched=True) for law in (law_in_balls, walks.law_after))
    assert found.shape == (TREE.size, 5)
    np.testing.assert_allclose(found, np.broadcast_to(wanted, found.shape), rtol=1e-10)


def test_each_arithmetic_is_kept():
    weights = [Fraction(k + 1, 7) for k in range(TREE.size - 1)]
    exact = walks.law_after(TREE, xp.exact(weights), 20).fractions()
    inside = law_in_balls(TREE, xp.intervals(weights), 20)
    assert inside.kind == "interval"
    assert all(Fraction(a) <= v <= Fraction(b) for a, b, v in zip(*inside.bounds(), exact, strict=True))
    logs = law_in_balls(TREE, xp.logs(np.log([float(w) for w in weights])), 20)
    assert logs.kind == "log"
    np.testing.assert_allclose(logs.numbers(), [float(v) for v in exact], rtol=1e-10)


def test_gradients_go_through():
    import jax

    weights = np.arange(1.0, TREE.size)
    slope = jax.grad(lambda w: law_in_balls(TREE, xp.floats(w), 9)[3].numbers())(weights)
    step = 1e-6 * np.eye(len(weights))[0]
    above, below = (law_in_balls(TREE, xp.floats(w), 9)[3].numbers() for w in (weights + step, weights - step))
    assert abs(slope[0] - (above - below) / 2e-6) < 1e-8
