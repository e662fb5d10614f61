"""Counting from sampling and back, against hand computation and pseudocode."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting import estimators, graphs
from theory_lab.counting.instances import CLASSIC, classic, cycle, grid, path
from theory_lab.decoding.walks import backtracking
from theory_lab.sequences import laws

SMALL = [name for name in CLASSIC if classic(name).tree.size < 70]


def most_frequent(tree, shares, node):
    """All leaves that choosing a most frequent child can end in."""
    children = [c for c in range(1, tree.size) if tree.parent[c] == node]
    if not children:
        return {node}
    best = max(shares[c - 1] for c in children)
    return set().union(*(most_frequent(tree, shares, c) for c in children if shares[c - 1] == best))


@given(st.sampled_from(SMALL), st.data())
def test_descents_and_estimates(name, data):
    problem = classic(name)
    tree = problem.tree
    raw = data.draw(st.lists(st.integers(1, 3), min_size=tree.size - 1, max_size=tree.size - 1))
    conditionals = laws.normalised(tree, xp.exact(raw))
    shares = fractions_of(conditionals)
    reached = estimators.descents(tree, conditionals)
    assert set(tree.leaves[reached.sure[:, 0]].tolist()) == most_frequent(tree, shares, 0)
    found = fractions_of(estimators.estimates(tree, problem.steps, problem.reward, conditionals))
    reference, seen = laws.leaf_law(tree, problem.steps), laws.leaf_law(tree, conditionals)
    expected = [t * p / s for t, p, s in zip(*map(fractions_of, (problem.reward, reference, seen)), strict=True)]
    assert found == expected


@pytest.mark.parametrize("name", SMALL)
def test_exact_conditionals_count_exactly(name):
    problem = classic(name)
    tree, exact = problem.tree, laws.steps_of(problem.tree, problem.target)
    counts = estimators.estimates(tree, problem.steps, problem.reward, exact)
    assert bool(xp.all(counts == problem.total))
    assert bool(xp.all(estimators.bootstrapped(tree, problem.steps, problem.values, exact) == problem.values))


def test_bootstrapped_is_the_estimate_of_the_descent_from_every_prefix():
    problem = classic("DNF, 4 variables")
    tree = problem.tree
    rng = np.random.default_rng(0)
    conditionals = laws.normalised(tree, xp.exact(rng.integers(1, 100, tree.size - 1).tolist()))
    shares = fractions_of(conditionals)
    counts = fractions_of(estimators.bootstrapped(tree, problem.steps, problem.values, conditionals))
    values, steps = fractions_of(problem.values), fractions_of(problem.steps)
    for node in range(tree.size):
        (leaf,) = most_frequent(tree, shares, node)
        count, v = values[leaf], leaf
        while v != node:
            count *= steps[v - 1] / shares[v - 1]
            v = int(tree.parent[v])
        assert counts[node] == count


def test_first_letters_are_those_of_the_walk_below():
    """At the root the law is that of the sampler; with exact guides it is the target's conditional law at every node."""
    problem = classic("Dyck words, length 6")
    tree = problem.tree
    exact = estimators.first_letters(tree, problem.steps, problem.values[1:], lambda depth: depth)
    assert bool(xp.all(exact == laws.steps_of(tree, problem.target)))
    rough = estimators.first_letters(tree, problem.steps, problem.coarse[1:], lambda depth: 7)
    weights = walks.edge_weights(tree, problem.steps, problem.coarse[1:])
    law = laws.steps_of(tree, backtracking.sampled_law(tree, weights, 7))
    assert bool(xp.all(rough[tree.levels[1].start - 1 : tree.levels[1].stop - 1] == law[: tree.levels[1].stop - 1]))


@given(st.sampled_from(SMALL), st.integers(0, 12))
def test_law_by_squaring_is_the_law_of_the_walk(name, time):
    problem = classic(name)
    weights = walks.edge_weights(problem.tree, problem.steps, problem.coarse[1:])
    squared = estimators.law_by_squaring(problem.tree, weights, time)
    assert bool(xp.all(squared == walks.law_after(problem.tree, weights, time)))


def test_arithmetics_agree():
    problem = classic("colourings, cycle 4")
    rng = np.random.default_rng(1)
    raw = rng.integers(1, 9, problem.tree.size - 1).tolist()
    exact = fractions_of(problem.steps), fractions_of(problem.reward)
    tree = problem.tree
    check_agreement(lambda s, r, c: estimators.estimates(tree, s, r, laws.normalised(tree, c)), *exact, raw, ulps=64)
    values = fractions_of(problem.steps), fractions_of(problem.values)
    check_agreement(lambda s, v, c: estimators.bootstrapped(tree, s, v, laws.normalised(tree, c)), *values, raw, ulps=64)


def test_sufficient_time_and_samples():
    assert estimators.sufficient_time(3, 1, Fraction(1, 2)) == 4 * 9 * 5  # log2(24) rounded up
    assert estimators.sufficient_time(2, 1, 1) == 4 * 4 * 3  # log2(8) is whole
    assert estimators.sufficient_time(2, Fraction(3, 2), 1) == 36 * 4
    assert estimators.sufficient_samples(2, 1, 1, Fraction(1, 4)) == 355  # 128 log 16 = 354.9
    for depth, kappa, delta in ((3, 1, 0), (3, 1, Fraction(3, 2)), (0, 1, 1), (3, Fraction(9, 10), 1)):
        with pytest.raises(ValueError, match="0 < delta <= 1"):
            estimators.sufficient_time(depth, kappa, delta)
    assert estimators.sufficient_time(1, 1, 1) == 4 * 2
    for letters, depth, g, xi in (
        (2, 1, 2, "1/4"),
        (2, 1, 0, "1/4"),
        (2, 1, 1, 1),
        (2, 1, 1, 0),
        (0, 1, 1, "1/4"),
        (2, 0, 1, "1/4"),
    ):
        with pytest.raises(ValueError, match="0 < g <= 1"):
            estimators.sufficient_samples(letters, depth, g, Fraction(xi))
    assert estimators.sufficient_samples(1, 1, Fraction(1, 2), Fraction(1, 4)) == 267  # 128 log 8 = 266.2
    with mpmath.workdps(80):  # beyond the whole numbers that floats tell apart, and where these are 2^90 from each other
        for digits in (9, 20):
            number = mpmath.ceil(3200 * 4 * mpmath.log(400) * mpmath.mpf(10) ** (2 * digits))
            assert estimators.sufficient_samples(2, 10, Fraction(1, 10**digits), Fraction(1, 10)) == int(number)
    for call in (lambda: estimators.sufficient_time(3, 1, 0.5), lambda: estimators.sufficient_samples(2, 1, 1, 0.5)):
        with pytest.raises(TypeError, match=r"0\.5 is a float, .*; write Fraction\(1, 2\)"):
            call()


def test_estimate_count_samples_a_graph_without_a_tree():
    """Independent sets of a 4 by 6 grid, whose tree is too large: 20,000 draws of a state's exact law give 10 %."""
    problem = graphs.independent_sets(grid(4, 6))
    rng = np.random.default_rng(7)

    def draw(state, samples):
        moves = problem.moves(state)
        chances = np.array([float(m.probability * m.factor * problem.count(m.state)) for m in moves])
        return [moves[k].letter for k in rng.choice(len(moves), samples, p=chances / chances.sum())]

    estimate = estimators.estimate_count(problem, draw, 20_000)
    assert len(estimate.word) == problem.depth == 24
    assert abs(float(estimate.count / problem.total) - 1) < 0.1
    assert estimate.frequencies == tuple(Fraction(int(f * 20_000), 20_000) for f in estimate.frequencies)


def test_estimate_count_with_a_deterministic_sampler_is_the_oracle():
    problem = graphs.matchings(path(4), 2)
    estimate = estimators.estimate_count(problem, lambda state, n: [0] * n, 5)
    assert estimate.word == (0, 0, 0) and estimate.count == Fraction(1, 8)
    with pytest.raises(ValueError, match=r"gave the letter 1 after \(1,\)"):
        estimators.estimate_count(graphs.independent_sets(cycle(4)), lambda state, n: [1] * n, 5)
    with pytest.raises(ValueError, match=r"no letter after \(\) when asked for 0 samples; possible are \[0, 1\]"):
        estimators.estimate_count(problem, lambda state, n: [0] * n, 0)


def test_estimate_count_follows_the_letter_that_is_drawn_most_often_and_the_least_of_several():
    problem = graphs.independent_sets(path(3))
    alone = estimators.estimate_count(problem, lambda state, n: [0] * n, 6)
    for drawn, share in (([1, 0, 0], Fraction(2, 3)), ([1, 0], Fraction(1, 2))):
        found = estimators.estimate_count(problem, lambda state, n, drawn=drawn: drawn, 6)
        assert found.word == alone.word == (0, 0, 0) and found.frequencies == (share,) * 3
        assert found.count == alone.count / share**3
