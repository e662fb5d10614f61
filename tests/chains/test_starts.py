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
    assert [len(starts._cuts(path, even, labels, [], count)) for count in range(16)] == [*range(16)]
    assert starts._cuts(path, even, labels, [], 2) == [7, 3]
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


def test_distances_are_told_from_a_level_up_to_their_error():
    tree, weights = Tree.from_words([(0, 0), (1, 0)]), xp.exact(["2/3", "1/6", "1/3", "2/3"])
    exact = mixing.mixing_time(walks.transition_matrix(tree, weights), Fraction(1, 10))
    time, curves = exact.time, starts._Curves(tree, enclosed.scaled(weights), Fraction(1, 10))
    error, later = curves.error(time), curves.error(time + 1)
    at, before = (Fraction(float(end)) for end in (exact.after, exact.before))
    assert starts.mixing_time(tree, weights, at + Fraction(1.02 * error)).time == time
    assert starts.mixing_time(tree, weights, at - Fraction(1.02 * later)).time == time + 1
    assert starts.mixing_time(tree, weights, before - Fraction(1.02 * error)).time == time
    for level in (at + Fraction(0.98 * error), at - Fraction(0.98 * later), at):
        with pytest.raises(xp.Undecided, match=f"the distance at time {time} is within"):
            starts.mixing_time(tree, weights, level)


def test_what_is_shown_of_a_time_is_its_worst_start():
    """A path whose far end is the worst start: its distances one step before and at the time, and the error between."""
    tree, weights = Tree.complete(1, 3), xp.exact([3, 2, 1])
    found, exact = starts.mixing_time(tree, weights), mixing.mixing_time(walks.transition_matrix(tree, weights))
    assert found.start == 3 and found.starts == (0, 1, 2, 3)
    assert found.before == pytest.approx(float(exact.before), abs=1e-14) and found.after == pytest.approx(
        float(exact.after), abs=1e-14
    )
    assert found.error == (2 * ((2 * 1 + 12) * (found.time + 1) + 4) + 2 * 4) * 2.0**-53
    early = starts.mixing_time(tree, weights, Fraction(99, 100))
    assert early.time == 0 and early.before == float("inf")


def test_first_starts_are_the_root_and_the_longest_climbs_of_its_branches():
    """The deepest node of each branch, the slowest branch first, and eight branches at most."""
    tree = Tree.from_words([(0,), (1, 0), (2, 0, 0), (3, 0), (3, 1)])
    weights = np.array([1.0] * (tree.size - 1))
    words = [tree.words[v] for v in starts._first_starts(tree, weights)]
    assert words == [(), (2, 0, 0), (3, 0), (1, 0), (0,)]
    many = Tree.from_words([(k, 0) for k in range(11)])
    assert len(starts._first_starts(many, np.ones(many.size - 1))) == 9


def test_walks_that_take_too_long_are_refused(monkeypatch):
    tree, weights = Tree.complete(1, 3), xp.exact([3, 2, 1])
    time = starts.mixing_time(tree, weights).time
    monkeypatch.setattr(starts, "LONGEST", time)
    assert starts.mixing_time(tree, weights).time == time
    monkeypatch.setattr(starts, "LONGEST", time - 1)
    with pytest.raises(ValueError, match=f"has not mixed after {time - 1} steps"):
        starts.mixing_time(tree, weights)


@pytest.mark.parametrize("level", [Fraction(0), Fraction(1), Fraction(-1, 4)])
def test_levels_lie_inside_the_unit_interval(level):
    with pytest.raises(ValueError, match="lies in"):
        starts.mixing_time(Tree.complete(2, 1), xp.exact([1, 1]), level)


def test_weights_are_as_many_as_edges():
    with pytest.raises(ValueError, match=r"each of the 2 edges, got shape \(3,\)"):
        starts.mixing_time(Tree.complete(2, 1), xp.exact([1, 1, 1]))


def test_a_tree_of_one_node_has_mixed():
    """As a chain of one state in ``mixing``."""
    found = starts.mixing_time(Tree.complete(2, 0), xp.exact([1])[:0])
    assert (found.time, found.starts, found.before, found.after) == (0, (0,), float("inf"), 0.0)
    with pytest.raises(ValueError, match="lies in"):
        starts.mixing_time(Tree.complete(2, 0), xp.exact([1])[:0], Fraction(1))


@pytest.mark.parametrize(
    ("weights", "message"),
    [(np.ones(3), r"2 edges, got shape \(3,\)"), (xp.exact([1]), r"got shape \(1,\)"), (np.full(2, np.nan), "numbers, got nan")],
)
def test_orbits_are_of_one_number_for_each_edge(weights, message):
    with pytest.raises(ValueError, match=message):
        starts.orbits(Tree.complete(2, 1), weights)
