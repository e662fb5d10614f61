"""Worst-start mixing times from a few starts against all starts."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chains.trees import positive
from theory_lab import numbers as xp
from theory_lab.chains import enclosed, mixing, starts, walks
from theory_lab.decoding.instances import open_biased
from theory_lab.sequences.trees import Tree


@given(positive, st.sampled_from([Fraction(1, 4), Fraction(1, 7)]))
@settings(max_examples=40)
def test_the_time_is_that_of_the_dense_matrix(drawn, level):
    tree, weights = drawn
    expected = mixing.mixing_time(walks.transition_matrix(tree, xp.exact(weights)), level)
    try:
        found = starts.mixing_time(tree, xp.exact(weights), level)
    except xp.Undecided:
        assert float(expected.after) == float(level) or abs(float(expected.before) - float(level)) < 1e-12
        return
    assert found.time == expected.time
    assert found.after >= float(expected.after) - found.error - 1e-15
    assert found.time == 0 or abs(found.before - float(expected.before)) <= found.error + 1e-12


@pytest.mark.parametrize("seed", range(3))
def test_random_weights(seed):
    tree = Tree.complete(2, 5)
    weights = np.random.default_rng(seed).integers(1, 30, tree.size - 1)
    expected = mixing.mixing_time(walks.transition_matrix(tree, xp.exact(weights)))
    found = starts.mixing_time(tree, xp.exact(weights))
    assert found.time == expected.time and len(found.starts) < tree.size
    assert abs(found.before - float(expected.before)) < 1e-9 and found.after >= float(expected.after) - 1e-9
    assert starts.mixing_time(tree, weights.astype(float)).time == expected.time


def test_few_starts_prove_the_worst_of_511():
    tree, rng = Tree.complete(2, 8), np.random.default_rng(0)
    weights = 0.5 ** tree.depths[1:] * np.exp(rng.uniform(-0.5, 0.5, tree.size - 1))
    found, laws = starts.mixing_time(tree, weights), np.eye(tree.size)
    law, step = walks.stationary(tree, xp.floats(weights)).numbers(), enclosed.sparse_step(tree, weights)
    distances = [1.0]
    while distances[-1] > 0.25:
        laws = step @ laws
        distances.append(np.abs(laws - law[:, None]).sum(axis=0).max() / 2)
    assert found.time == len(distances) - 1 and abs(found.before - distances[-2]) < 1e-9
    assert len(found.starts) <= 48


def test_cuts_are_the_middles_of_parts():
    path = Tree.from_words([(0,) * 14])
    labels, even = np.arange(15), np.ones(15)
    assert starts._cuts(path, even, labels, [], 1) == [7]
    assert starts._cuts(path, even, labels, [7], 2) == [3, 11]
    assert sorted(starts._cuts(path, even, labels, [], 99)) == list(range(15))
    assert starts._cuts(path, np.eye(15)[4] + np.eye(15)[12] * 3, labels, [7], 9) == [12, 4]
    assert starts._cuts(path, np.zeros(15), labels, [], 3) == []


def test_orbits_of_a_symmetric_tree_are_its_levels():
    tree = Tree.complete(3, 3)
    weights = xp.exact([Fraction(1, 2 ** int(h)) for h in tree.depths[1:]])
    assert (starts.orbits(tree, weights) == tree.depths).all()
    assert len(starts.mixing_time(tree, weights).starts) <= 4


def test_orbits_keep_unequal_branches_apart():
    tree = Tree.complete(2, 2)
    labels = starts.orbits(tree, np.array([1.0, 1.0, 2.0, 2.0, 2.0, 3.0]))
    assert labels[3] == labels[4] and len(set(labels.tolist())) == 6


def test_a_tree_of_brackets_needs_a_part_of_its_nodes():
    made = open_biased(10, 2)
    found = starts.mixing_time(made.tree, made.weights)
    assert found.time == 180 and len(found.starts) < made.tree.size / 3


def test_unfit_weights_are_refused():
    tree = Tree.complete(2, 1)
    with pytest.raises(ValueError, match="one positive weight for each of the 2 edges"):
        starts.mixing_time(tree, xp.exact([1, 0]))
    with pytest.raises(ValueError, match="nonnegative, got -1"):
        starts.mixing_time(tree, xp.exact([1, -1]))
    with pytest.raises(ValueError, match="lies in"):
        starts.mixing_time(tree, xp.exact([1, 1]), Fraction(2))
    with pytest.raises(TypeError, match=r"the level of a mixing time 0\.5 is a float"):
        starts.mixing_time(tree, xp.exact([1, 1]), 0.5)
    with pytest.raises(TypeError, match="needed in rationals, not as an array of float numbers"):
        starts.orbits(tree, xp.floats([1.0, 1.0]))


def test_weights_may_be_lists():
    tree = Tree.complete(2, 1)
    assert starts.mixing_time(tree, [0.5, 0.25]) == starts.mixing_time(tree, np.array([0.5, 0.25]))
    assert starts.orbits(tree, [0.5, 0.5]).tolist() == [0, 1, 1]


def test_distances_are_known_up_to_the_roundings_of_a_step_more():
    """Of the law and of what it is compared with: for three children twice 18 a step and 4, and two for each of the nodes."""
    tree = Tree.complete(3, 1)
    curves = starts._Curves(tree, np.ones(3), Fraction(1, 4))
    assert [curves.error(time) for time in (0, 1, 9)] == [(2 * (18 * (time + 1) + 4) + 2 * 4) * 2.0**-53 for time in (0, 1, 9)]
