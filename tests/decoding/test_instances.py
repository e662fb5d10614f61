"""Instances, curves over horizons, metrics, and searches for a needle."""

from fractions import Fraction

import numpy as np
import pytest

from proofs_check.backtracking import _searches as searches
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.decoding import instances
from theory_lab.decoding.choice import metrics
from theory_lab.decoding.stepwise import samplers, selection
from theory_lab.decoding.walks import backtracking, horizons
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Undecided
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

MADE = {
    "abc": instances.abc(3, 1),
    "delayed": instances.delayed(3, xp.exact(3)),
    "open_biased": instances.open_biased(6, 2),
    "parity": instances.parity(2, 2, Fraction(1, 3)),
    "needle": instances.needle(4, 1),
    "bottleneck": instances.bottleneck(3, 2, Fraction(1, 5)),
    "attractor": instances.attractor(3, 1, 7),
}


@pytest.mark.parametrize("name", MADE)
def test_leaves_are_exact_so_the_walk_is_right_in_the_limit(name):
    made = MADE[name]
    assert fractions_of(made.guide[made.tree.leaves - 1]) == fractions_of(made.reward)
    assert bool(xp.all(backtracking.stationary_leaf_law(made.tree, made.weights) == made.target))
    assert bool(made.values[0] > 0)


@pytest.mark.parametrize("name", ["abc", "open_biased"])
def test_conditioned_instances_have_the_same_walk_and_samplers(name):
    made, again = MADE[name], MADE[name].conditioned
    sums = xp.segment_sum(again.steps, made.tree.parent[1:], made.tree.size)[made.tree.inner]
    assert fractions_of(sums) == [1] * len(made.tree.inner)
    assert bool(xp.all(again.target == made.target)) and bool(xp.all(again.weights == made.weights))
    assert bool(xp.all(again.values[again.tree.leaves] == again.guide[again.tree.leaves - 1]))
    first, second = (samplers.stepwise_law(m.tree, m.steps, m.guide) for m in (made, again))
    assert bool(xp.all(first == second))


def test_words_of_parity_pay_for_each_block_whose_bits_are_odd():
    """By one block at a time: of two fair bits and a check, the guide of a check is the value one letter ago."""
    made = instances.parity(2, 3, Fraction(1, 4))
    for leaf, reward in zip(made.tree.leaves, made.reward, strict=True):
        first, second = made.tree.words[leaf][:3], made.tree.words[leaf][3:]
        assert xp.value(reward).fraction == Fraction(1, 4) ** (first.count(1) % 2 + second.count(1) % 2)
    before, check, inner = (made.tree.words.index(word) for word in ((0, 1), (0, 1, 0), (0, 1, 1, 0)))
    fair = Fraction(5, 8)  # the value of a block that nothing is known of
    assert [xp.value(made.guide[v - 1]).fraction for v in (before, check, inner)] == [fair * fair, fair * fair, fair]


def test_the_needle_is_the_tree_of_all_words_up_to_classes():
    """Every class of the small tree has the mass of its words on the whole one, at every time of the walk."""
    depth, c = 3, Fraction(1)
    small = instances.needle(depth, c)
    tree = Tree.complete(2, depth)
    steps = xp.exact([Fraction(1, 2)] * (tree.size - 1))
    reward = xp.exact([1 if not any(tree.words[leaf]) else c / 2**depth for leaf in tree.leaves])
    guide = xp.concatenate([xp.exact([c / 2**depth] * (tree.size - 1 - len(tree.leaves))), reward])
    law = walks.law_after(tree, walks.edge_weights(tree, steps, guide), 7)
    first = [next((k for k, bit in enumerate(tree.words[v]) if bit), None) for v in tree.leaves]
    masses = [
        sum((m for m, k in zip(fractions_of(law[tree.leaves]), first, strict=True) if k == j), Fraction(0))
        for j in (None, *range(depth))
    ]
    found = walks.law_after(small.tree, small.weights, 7)[small.tree.leaves]
    words = [small.tree.words[leaf] for leaf in small.tree.leaves]
    classes = [next((k for k, bit in enumerate(word) if bit), None) for word in words]
    assert fractions_of(found) == [masses[0 if k is None else k + 1] for k in classes]


def test_beam_search_finds_the_needle_as_often_as_blind_search():
    """Equal inner scores: over all places of the good word, a beam of width 2 sees 4 of 16 words."""
    depth, width = 4, 2
    tree = Tree.complete(2, depth)
    found = 0
    for good in range(2**depth):
        leaves = [Fraction(1 if y == good else Fraction(1, 16)) for y in range(16)]
        scores = xp.exact([Fraction(1, 16)] * (tree.size - 17) + leaves)
        found += xp.value(selection.beam_law(tree, scores, width)[good]).fraction
    made = instances.needle(depth, 1)
    expected, asked = searches.SEARCHES["beam search"](made, width)
    assert Fraction(found, 16) == xp.value(expected).fraction and xp.value(asked) == 4


def test_curves_say_what_single_points_say():
    points = horizons.curve(lambda depth: instances.abc(depth, 1), (2, 4), factor=1)
    for point in points:
        made = instances.abc(point.depth, 1)
        error = total_variation(samplers.stepwise_law(made.tree, made.steps, made.guide), made.target)
        exact = xp.value(total_variation(backtracking.sampled_law(made.tree, made.weights, point.depth**2), made.target))
        assert point.stepwise == xp.value(error) and point.walk[0] <= exact.fraction <= point.walk[1]
        assert point.quotient[0] <= exact.fraction / point.stepwise <= point.quotient[1]


def test_sampling_time_is_the_first_small_distance(monkeypatch):
    made, level = instances.open_biased(6, 3), Fraction(1, 50)
    time = horizons.sampling_time(made.tree, made.weights, made.target, level)
    exact = [total_variation(backtracking.sampled_law(made.tree, made.weights, t), made.target) for t in (time - 1, time)]
    assert bool(exact[0] > level) and bool(exact[1] <= level)
    monkeypatch.setattr(enclosed, "LONGEST", time)
    assert horizons.sampling_time(made.tree, made.weights, made.target, level) == time
    monkeypatch.setattr(enclosed, "LONGEST", time - 1)
    with pytest.raises(ValueError, match=f"not within 1/50 after {time - 1} steps"):
        horizons.sampling_time(made.tree, made.weights, made.target, level)
    with pytest.raises(Undecided, match="within its error"):
        horizons.sampling_time(made.tree, made.weights, made.target, xp.value(exact[0]).fraction)


def test_diversity_counts_words_and_accuracy_their_mass():
    law, correct = xp.exact([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]), np.array([1, 1, 0])
    assert xp.value(metrics.accuracy(law, correct)).fraction == Fraction(3, 4)
    assert xp.value(metrics.distinct_correct(law, correct, 1)).fraction == Fraction(3, 4)
    assert xp.value(metrics.distinct_correct(law, correct, 2)).fraction == Fraction(3, 4) + Fraction(7, 16)
    tree = Tree.from_words([(0,), (1, 0), (1, 1)])
    assert fractions_of(metrics.length_histogram(tree, law)) == [0, Fraction(1, 2), Fraction(1, 2)]


def test_variable_lengths_end_with_an_end():
    made = instances.variable_length(3, Fraction(1, 3), 2)
    assert bool(xp.sum(laws.leaf_law(made.tree, made.steps)) == 1)
    assert fractions_of(made.values) == [1] * made.tree.size
    assert all(word[-1] == 2 or len(word) == 3 for word in map(made.tree.words.__getitem__, made.tree.leaves))


def test_a_depth_without_error_has_no_quotient():
    with pytest.raises(ValueError, match="action-level sampling is exact at depth 2, so that the errors have no quotient"):
        horizons.curve(lambda depth: instances.open_biased(depth, 2), (2, 4))


@pytest.mark.parametrize(
    "call",
    [
        lambda: instances.abc(2, 0.5),
        lambda: instances.open_biased(4, 0.5),
        lambda: instances.parity(1, 2, 0.5),
        lambda: instances.needle(2, 0.5),
        lambda: instances.bottleneck(2, 1, 0.5),
        lambda: instances.attractor(2, 1, 0.5),
        lambda: instances.variable_length(2, 0.5, 1),
        lambda: instances.variable_length(2, Fraction(1, 2), 0.5),
    ],
)
def test_parameters_that_are_floats_are_refused(call):
    with pytest.raises(TypeError, match=r"0\.5 is a float, .*; write Fraction\(1, 2\)"):
        call()


def test_lengths_of_brackets_are_even():
    with pytest.raises(ValueError, match="even length of at least 2, got 3"):
        instances.open_biased(3, 2)


def test_scores_of_two_instances_by_hand():
    """After an inner a 2/3 times 5/4, else the values; of fair bits all of value 1 those of length 2 are scored 1/5."""
    assert fractions_of(instances.abc(2, Fraction(1, 4)).guide) == [Fraction(5, 6), Fraction(2, 3), 1, 1, 1, 1]
    wanted = [1] * 2 + [Fraction(1, 5)] * 4 + [1] * 8
    assert fractions_of(instances.bottleneck(3, 2, Fraction(1, 5)).guide) == wanted


@pytest.mark.parametrize(("factor", "steps"), [(None, 36), (Fraction(3, 2), 14), (Fraction(7, 5), 13)])
def test_points_of_a_curve_are_those_of_exact_laws(factor, steps):
    """Four times the square of the depth unless said otherwise, to the nearest whole number of steps."""
    made = instances.abc(3, Fraction(1, 2))
    (point,) = horizons.curve(lambda _: made, [3], *([] if factor is None else [factor]))
    exact = xp.value(total_variation(backtracking.sampled_law(made.tree, made.weights, steps), made.target)).fraction
    assert point.walk[0] <= exact <= point.walk[1] and point.walk[1] - point.walk[0] < Fraction(1, 10**11)
    assert point.quotient == (point.walk[0] / point.stepwise, point.walk[1] / point.stepwise)


@pytest.mark.parametrize(("parts", "found"), [(-1.01, "later"), (-0.99, None), (0.99, None), (1.01, "then")])
def test_distances_are_told_from_a_level_up_to_their_error(parts, found):
    """Four times the error of the law and a unit for each node away from the exact distance at a time."""
    made, time = instances.open_biased(6, 3), 30
    exact = [
        xp.value(total_variation(backtracking.sampled_law(made.tree, made.weights, t), made.target)).fraction for t in (29, 30)
    ]
    assert exact[0] > exact[1] + Fraction(1, 10**6)
    room = 4 * enclosed.error_after(made.tree, time) + made.tree.size * 2.0**-53
    level = exact[1] + Fraction(room * parts)
    try:
        reached = horizons.sampling_time(made.tree, made.weights, made.target, level)
    except Undecided as error:
        assert found is None and f"at time {time} is within" in str(error)
    else:
        assert reached == time if found == "then" else reached > time and found == "later"


def test_the_first_time_is_not_before_the_depth():
    """With exact values the law given a leaf is the target from the first time at which there is one."""
    made = instances.open_biased(6, 1)
    assert horizons.sampling_time(made.tree, made.weights, made.target, Fraction(1, 10)) == 6
