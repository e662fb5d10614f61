"""Costs that make no sense are refused."""

import pytest

from theory_lab import numbers as xp
from theory_lab.decoding.walks import costs
from theory_lab.sequences.trees import Tree

TREE, STEPS = Tree.complete(2, 2), xp.exact(["1/2"] * 6)


@pytest.mark.parametrize(("block", "draws"), [(0, 1), (-1, 1), (1, 0), (1, -2)])
def test_blocks_have_letters_and_draws(block, draws):
    with pytest.raises(ValueError, match=f"one letter and one draw, got {block} and {draws}"):
        costs.blockwise_cost(TREE, STEPS, block, draws)


def test_blocks_are_of_words_of_one_length():
    with pytest.raises(ValueError, match="words of one length"):
        costs.blockwise_cost(Tree.from_words([(0,), (1, 0)]), xp.exact(["1/2", "1/2", 1]), 1, 1)
    assert [int(xp.value(part).fraction) for part in costs.blockwise_cost(TREE, STEPS, 3, 4)] == [1, 4, 8]


def test_visits_are_those_of_the_tree():
    """Visits of one node were repeated at all of them."""
    with pytest.raises(ValueError, match=r"visits of its 7 nodes, got shape \(1,\)"):
        costs.walk_cost(TREE, xp.exact([1]), 1)
