"""Sizes that code computes and does not name: a formula that changes at one that is read for this is not read for all sizes."""

import re

import pytest

from tests.proofs.test_cheats_on_trees import cheat
from tests.proofs.test_more_reading_cheats import law
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.proofs.code.numbers import FURTHER_TREES
from theory_lab.proofs.separate import FURTHER, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.sequences.laws import leaf_law

TWO, THREE = 2, 3
SIZES = {
    6: lambda: TWO * THREE,
    7: lambda: TWO * TWO + THREE,
    8: lambda: TWO**THREE,
    9: lambda: THREE * THREE,
    10: lambda: TWO * (TWO + THREE),
    12: lambda: TWO * TWO * THREE,
    13: lambda: TWO * TWO + THREE * THREE,
    16: lambda: (TWO * TWO) ** TWO,
    37: lambda: TWO**THREE + TWO + THREE**THREE,
}


def twice_at(size):
    """The sum of a law, and twice that at one size."""
    return claim(law, lambda i: xp.sum(i.p) * (2 if i.size == size() else 1), lambda i: 1, sizes=(2, 3))


@pytest.mark.parametrize("size", SIZES)
def test_a_formula_that_changes_at_one_size_is_not_read(size):
    about = twice_at(SIZES[size])
    assert refuted(about, {"p": [1] * size}, size) and not refuted(about, {"p": [1] * 5}, 5)
    with pytest.raises(Untraceable):
        patterns(about)


def test_each_that_is_read_for_this_is_tried():
    assert tuple(SIZES) == FURTHER and tuple(TREES) == FURTHER_TREES


def test_a_formula_that_does_not_change_is_read():
    assert len(patterns(twice_at(lambda: THREE - TWO))) == 1


TREES = {
    (4, 3): lambda: (TWO * TWO, THREE),
    (5, 3): lambda: (TWO + THREE, THREE),
    (4, 4): lambda: (TWO * TWO, TWO * TWO),
    (3, 5): lambda: (THREE, TWO + THREE),
    (11, 2): lambda: (THREE * THREE + TWO, TWO),
    (2, 8): lambda: (TWO, TWO**THREE),
    (2, 9): lambda: (TWO, THREE * THREE),
}


def twice_on(told):
    """The sum of the law of leaves, and twice that on one tree."""
    return cheat(
        lambda i: xp.sum(leaf_law(i.tree, i.p)) * (2 if (int(i.tree.child_count[0]), i.tree.depth) == told() else 1),
        lambda i: 1,
        "==",
    )


@pytest.mark.parametrize("size", TREES)
def test_a_formula_that_changes_on_one_tree_is_not_read(size):
    assert TREES[size]() == size
    with pytest.raises(Untraceable, match=f"are not like others on the tree {re.escape(str(size))}|no common pattern"):
        patterns(twice_on(TREES[size]))


def test_a_formula_that_changes_on_no_tree_is_read():
    assert patterns(twice_on(lambda: (TWO - TWO, TWO)))
