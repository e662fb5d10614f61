"""The walk with momentum against its pseudocode, and what it keeps."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, positive
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.decoding.walks import backtracking, momentum
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


@given(nonnegative, st.integers(0, 4))
def test_momentum_is_its_pseudocode(drawn, time):
    tree, weights = drawn
    children = [[c for c in range(1, tree.size) if tree.parent[c] == v] for v in range(tree.size)]

    def move(draw, state):
        down, v = state
        forward, back = sum(weights[c - 1] for c in children[v]), weights[v - 1] if v else 0
        if not max(forward, back):
            return state
        if not down:
            turn = draw([back, max(forward - back, 0)])
            return (True, v) if turn else (False, int(tree.parent[v]))
        choice = draw([weights[c - 1] for c in children[v]] + [max(back - forward, 0)])
        return (True, children[v][choice]) if choice < len(children[v]) else (False, v)

    expected = laws.law_of_chain(lambda draw: (True, 0), move, time)
    law = xp.exact([[int(v == 0) for v in range(tree.size)], [0] * tree.size])
    for _ in range(time):
        law = momentum.step(tree, xp.exact(weights), law)
    entries = fractions_of(law)
    states = [(down, v) for down in (True, False) for v in range(tree.size)]
    assert {state: mass for state, mass in zip(states, entries, strict=True) if mass} == expected


@given(positive)
def test_momentum_keeps_its_stationary_law(drawn):
    tree, weights = drawn
    law = momentum.stationary(tree, xp.exact(weights))
    assert bool(xp.all(momentum.step(tree, xp.exact(weights), law) == law)) and bool(xp.sum(law) == 1)
    leaves = law[0][tree.leaves]
    assert bool(xp.all(leaves / xp.sum(leaves) == backtracking.stationary_leaf_law(tree, xp.exact(weights))))


@given(positive, st.integers(0, 5))
def test_holding_mixes_the_step_with_the_law(drawn, time):
    tree, weights = drawn
    law = momentum.law_after(tree, xp.exact(weights), time)
    held = momentum.step(tree, xp.exact(weights), law, Fraction(1, 10))
    moved = momentum.step(tree, xp.exact(weights), law)
    assert bool(xp.all(held == law / 10 + moved * Fraction(9, 10))) and bool(xp.sum(held) == 1)


def test_exact_values_never_turn_on_the_way():
    """Each run down is an exact sample: after ``depth`` steps the law on leaves is the target; a turn takes one step."""
    tree = Tree.complete(2, 3)
    steps = laws.normalised(tree, xp.exact(np.arange(1, tree.size)))
    reward = xp.exact([1, 2, 0, 3, 1, 1, 4, 1])
    weights = walks.edge_weights(tree, steps, laws.value(tree, steps, reward)[1:])
    target = laws.tilted(laws.leaf_law(tree, steps), reward)
    assert bool(xp.all(momentum.law_after(tree, weights, tree.depth)[0][tree.leaves] == target))
    turning = momentum.switching_law(tree, weights)
    assert bool(xp.sum(turning[tree.inner[1:]]) == 0)
    assert bool(xp.sum(momentum.stationary(tree, weights)[:, tree.leaves]) == xp.ratio(1, tree.depth + 1))


@given(positive)
def test_arithmetics_agree(drawn):
    """Positive sums and quotients."""
    tree, weights = drawn
    check_agreement(lambda w: momentum.stationary(tree, w), weights, ulps=16)
    check_agreement(lambda w: momentum.sampled_law(tree, w, tree.depth + 2, Fraction(1, 2)), weights, ulps=200)
    assert bool(xp.all(backtracking.stationary_leaf_law(tree, xp.exact(weights)) > 0))
