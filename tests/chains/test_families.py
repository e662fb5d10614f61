"""Sums over families against sums over all pairs."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import TREES, nonnegative
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import families
from theory_lab.sequences.trees import Tree

MANY = [*TREES, Tree.from_words([(a,) for a in range(9)]), Tree.from_words([(0, a) for a in range(40)] + [(1,), (2, 0)])]


@st.composite
def valued(draw):
    tree = draw(st.sampled_from(MANY))
    return tree, draw(st.lists(st.integers(0, 9), min_size=tree.size, max_size=tree.size))


@given(valued())
def test_sums_over_children_and_subtrees(drawn):
    tree, values = drawn
    edges = [sum(values[c] for c in range(1, tree.size) if tree.parent[c] == v) for v in range(tree.size)]
    assert fractions_of(families.child_sums(tree, xp.exact(values[1:]))) == edges
    below = list(map(Fraction, values))
    for v in range(tree.size - 1, 0, -1):
        below[tree.parent[v]] += below[v]
    assert fractions_of(families.subtree_sums(tree, xp.exact(values))) == below


@given(valued())
def test_values_of_parents(drawn):
    tree, values = drawn
    assert fractions_of(families.at_parents(tree, xp.exact(values))) == [values[p] for p in tree.parent[1:]]
    for h in range(1, tree.depth + 1):
        level, upper = tree.levels[h], tree.levels[h - 1]
        found = families.level_parents(tree, h, xp.exact(values[upper]))
        assert fractions_of(found) == [values[p] for p in tree.parent[level]]
        sums = families.level_sums(tree, h, xp.exact(values[level]))
        inside = range(level.start, level.stop)
        expected = [sum(values[c] for c in inside if tree.parent[c] == v) for v in range(upper.start, upper.stop)]
        assert fractions_of(sums) == expected


@given(nonnegative)
def test_arithmetics_agree(drawn):
    tree, weights = drawn
    check_agreement(lambda w: families.child_sums(tree, w), weights, ulps=8)


def test_columns_are_summed_apart():
    tree = TREES[3]
    table = np.arange(2.0 * (tree.size - 1)).reshape(tree.size - 1, 2)
    both = families.child_sums(tree, table)
    for k in range(2):
        assert np.array_equal(both[:, k], families.child_sums(tree, table[:, k]))


def test_one_wide_node_among_narrow_ones():
    """A root of ninety children, eight of them with one child: rows of ninety places would be mostly empty, and are not made."""
    tree = Tree.from_words([(k, 0) if k < 8 else (k,) for k in range(90)])
    assert families._slots(tree) is None
    values = [Fraction(v * v % 7, v + 1) for v in range(tree.size)]
    below = [[w for w in range(1, tree.size) if tree.parent[w] == v] for v in range(tree.size)]
    found = families.child_sums(tree, xp.exact(values[1:]))
    assert fractions_of(found) == [sum(values[w] for w in children) for children in below]
    sums = [value + sum(values[w] for w in children) for value, children in zip(values, below, strict=True)]
    sums[0] += sum(values[w] for v in below[0] for w in below[v])
    assert fractions_of(families.subtree_sums(tree, xp.exact(values))) == sums
    assert fractions_of(families.at_parents(tree, xp.exact(values))) == [values[tree.parent[w]] for w in range(1, tree.size)]


def test_a_tree_of_one_node_has_no_families():
    alone = Tree.from_words([()])
    assert fractions_of(families.child_sums(alone, xp.exact([1])[:0])) == [0]
    assert fractions_of(families.subtree_sums(alone, xp.exact([3]))) == [3]
