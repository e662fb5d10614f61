"""The walk on depths against the walk on a path, and horizons of 10^4."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import depths, hitting, spectrum, walks
from theory_lab.decoding.instances import bottleneck, open_biased
from theory_lab.decoding.walks import backtracking
from theory_lab.sequences.trees import Tree

levels_drawn = st.lists(st.integers(1, 9), min_size=1, max_size=6)


@given(levels_drawn, st.integers(0, 5))
def test_depths_are_a_tree_of_one_path(drawn, time):
    levels, path = xp.exact(drawn), Tree.complete(1, len(drawn))
    assert fractions_of(depths.stationary(levels)) == fractions_of(walks.stationary(path, levels))
    assert fractions_of(depths.law_after(levels, time)) == fractions_of(walks.law_after(path, levels, time))
    law = depths.law_after(levels, time)
    assert fractions_of(depths.step(levels, law)) == fractions_of(walks.step(path, levels, law))
    assert fractions_of(depths.root_times(levels)) == fractions_of(hitting.root_times(path, levels))
    assert bool(depths.first_leaf_time(levels) == hitting.first_leaf_time(path, levels))
    assert bool(depths.leaf_mass(levels) == backtracking.leaf_mass(path, levels))
    assert fractions_of(depths.levels_of(path, levels, xp.ones((path.size,), like=levels))) == drawn


def test_levels_are_read_off_the_scores():
    made = bottleneck(4, 2, Fraction(1, 7))
    assert fractions_of(depths.levels_of(made.tree, made.guide, made.values)) == [1, Fraction(1, 7), 1, 1]
    made = open_biased(6, 2)
    with pytest.raises(ValueError, match="at depth 2"):
        depths.levels_of(made.tree, made.guide, made.values)


def test_long_horizons_have_their_closed_forms():
    """Exact values: 2 H^2 steps to a leaf and back, leaf mass 1/(2H), gap (1 - cos(pi/2H))/2."""
    length = 10_000
    ones = np.ones(length)
    assert depths.first_leaf_time(ones) == 2 * length**2
    assert depths.root_times(ones)[-1] == 2 * length**2
    assert depths.leaf_mass(ones) == 1 / (2 * length)
    gap = depths.relaxation_gap(ones)
    assert abs(gap / ((1 - math.cos(math.pi / (2 * length))) / 2) - 1) < 1e-6
    law = depths.law_after(np.ones(1000), 2000)
    assert abs(law.sum() - 1) < 1e-12 and (law >= 0).all()


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_the_gap_is_that_of_two_branches(drawn):
    branches = Tree.from_words([(letter,) + (0,) * (len(drawn) - 1) for letter in (0, 1)])
    weights = xp.exact([drawn[int(h) - 1] for h in branches.depths[1:]])
    low, high = spectrum.spectral_gap(branches, weights)
    assert float(low) - 1e-12 <= depths.relaxation_gap(np.array(drawn, dtype=float)) <= float(high) + 1e-12


@given(levels_drawn)
def test_arithmetics_agree(drawn):
    """Running sums of positive numbers."""
    check_agreement(depths.root_times, drawn, ulps=64)
    check_agreement(depths.first_leaf_time, drawn, ulps=64)


def test_the_gap_of_one_level_and_of_two():
    """A leaf below the root is left with probability 1/2; of two levels 1 and ``w`` by the smaller root of a quadratic."""
    assert depths.relaxation_gap(np.array([3.0])) == pytest.approx(0.5, rel=1e-14)
    for w in (0.25, 1.0, 6.0):
        lower = 0.5 - math.sqrt(w / (1 + w)) / 2
        assert depths.relaxation_gap(np.array([1.0, w])) == pytest.approx(lower, rel=1e-12)


@pytest.mark.parametrize("kind", [np.int8, np.float32])
def test_the_gap_of_narrow_numbers(kind):
    assert depths.relaxation_gap(np.array([100, 100, 100], kind)) == depths.relaxation_gap(np.full(3, 100.0))


@pytest.mark.parametrize("levels", [[0, 1], [1, 0], [-1, 2], []])
def test_levels_are_positive(levels):
    exact = xp.exact(levels) if levels else xp.exact([1])[:0]
    calls = [depths.stationary, depths.leaf_mass, depths.root_times, depths.first_leaf_time, lambda x: depths.law_after(x, 2)]
    for call in calls:
        with pytest.raises(ValueError, match=r"needs positive levels \(H,\)"):
            call(exact)
    with pytest.raises(ValueError, match=r"needs positive finite levels \(H,\), got \["):
        depths.relaxation_gap(np.array(levels, float))


def test_what_does_not_fit_the_levels_is_refused():
    """A law of one entry was repeated to all depths."""
    with pytest.raises(ValueError, match=r"has 3 entries, got shape \(1,\)"):
        depths.step(xp.exact([1, 2]), xp.exact([1]))
    with pytest.raises(ValueError, match=r"got \(1,\) and \(7,\)"):
        depths.levels_of(Tree.complete(2, 2), xp.exact([1]), xp.exact([1] * 7))
    with pytest.raises(ValueError, match="relative to positive values"):
        depths.levels_of(Tree.complete(2, 1), xp.exact([1, 1]), xp.exact([1, 1, 0]))
