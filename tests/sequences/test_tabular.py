"""Tables of conditional laws spread over trees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.sequences import laws, tabular
from theory_lab.sequences.trees import Tree

TREES = [Tree.complete(2, 3), Tree.complete(3, 2), Tree.dyck(3), Tree.with_end(2, 2), Tree.complete(2, 0)]


def letters_of(tree):
    """The number of letters that a table for the tree needs."""
    return int(tree.letter.max(initial=1)) + 1


def entries(array):
    """The entries of an exact array, as fractions."""
    return array.fractions().ravel().tolist()


@given(st.sampled_from(TREES), st.integers(0, 3))
def test_markov_steps_see_the_last_letters(tree, order):
    letters = letters_of(tree)
    contexts = Tree.complete(letters, order)
    table = np.arange(contexts.size * letters).reshape(contexts.size, letters)
    steps = entries(tabular.markov_steps(tree, xp.exact(table), order))
    for word, entry in zip(tree.words[1:], steps, strict=True):
        prefix = word[:-1]
        context = prefix[len(prefix) - min(order, len(prefix)) :]
        assert entry == table[contexts.nodes[context], word[-1]]


@given(st.sampled_from(TREES))
def test_position_steps_see_the_length(tree):
    table = np.arange(tree.depth * letters_of(tree)).reshape(tree.depth, letters_of(tree))
    steps = entries(tabular.position_steps(tree, xp.exact(table)))
    assert steps == [table[len(word) - 1, word[-1]] for word in tree.words[1:]]


@given(st.sampled_from(TREES))
def test_prefix_steps_see_everything(tree):
    table = np.arange(len(tree.inner) * letters_of(tree)).reshape(len(tree.inner), letters_of(tree))
    steps = entries(tabular.prefix_steps(tree, xp.exact(table)))
    rows = {tree.words[v]: row for v, row in zip(tree.inner, table, strict=True)}
    assert steps == [rows[word[:-1]][word[-1]] for word in tree.words[1:]]


def test_order_zero_is_the_product_law():
    tree = Tree.complete(2, 3)
    law = laws.leaf_law(tree, tabular.markov_steps(tree, xp.exact([["1/3", "2/3"]]), 0))
    assert entries(law) == [xp.ratio(2 ** sum(tree.words[v]), 27) for v in tree.leaves]


def test_floats_pass_through():
    steps = tabular.position_steps(Tree.complete(2, 2), np.array([[0.25, 0.75], [0.5, 0.5]]))
    assert steps.tolist() == [0.25, 0.75, 0.5, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    "call",
    [
        lambda tree: tabular.position_steps(tree, xp.exact([[1, 1]])),
        lambda tree: tabular.prefix_steps(tree, xp.exact([[1], [1], [1]])),
        lambda tree: tabular.markov_steps(tree, xp.exact([[1, 1]]), 1),
        lambda tree: tabular.context_steps(tree, xp.exact([1, 1]), np.zeros(tree.size, dtype=int)),
        lambda tree: tabular.markov_steps(tree, xp.exact([1, 1, 1]), 1),
    ],
)
def test_a_table_that_is_too_small_is_refused(call):
    with pytest.raises(ValueError, match="needs a table"):
        call(Tree.complete(2, 2))


def test_a_negative_order_is_refused():
    with pytest.raises(ValueError, match="order"):
        tabular.markov_steps(Tree.complete(2, 2), xp.exact([[1, 1]]), -1)


def test_a_tree_without_letters_needs_no_table():
    assert tabular.position_steps(Tree.from_words([()]), xp.floats(np.zeros((0, 0)))).shape == (0,)


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ([-1, 0, 0], "numbered from 0, got the context -1"),
        ([0, 0], r"of shape \(3,\), got int64 of shape \(2,\)"),
        ([0] * 9, r"got int64 of shape \(9,\)"),
        ([[0], [0], [0]], r"got int64 of shape \(3, 1\)"),
        ([True, False, True], "whole row numbers .* got bool"),
    ],
)
def test_contexts_are_row_numbers(context, message):
    with pytest.raises(ValueError, match=message):
        tabular.context_steps(Tree.complete(2, 1), xp.exact([["1/2", "1/2"], ["1/3", "2/3"]]), np.array(context))


@pytest.mark.parametrize("order", [2, 3, 100])
def test_an_order_beyond_the_depth_sees_the_whole_prefix(order):
    table = xp.exact(np.arange(6).reshape(3, 2))
    assert tabular.markov_steps(Tree.complete(2, 2), table, order).fractions().tolist() == [0, 1, 2, 3, 4, 5]


def test_an_order_is_whole():
    with pytest.raises(ValueError, match=r"order is 1\.5"):
        tabular.markov_steps(Tree.complete(2, 2), xp.exact([[1, 1]]), 1.5)
