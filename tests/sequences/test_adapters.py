"""Next-token functions read out as laws."""

from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.sequences import adapters, laws, tabular
from theory_lab.sequences.trees import Tree

TABLE = np.array([[0.25, 0.75, 0.0], [0.5, 0.125, 0.375], [0.0, 0.5, 0.5]])


def bigram(prefixes):
    """Dyadic laws by the last letter, letter 2 ending the word; nothing follows letter 2."""
    last = prefixes[:, -1] if prefixes.shape[1] else np.full(len(prefixes), 2)
    with np.errstate(divide="ignore"):
        return np.log(TABLE[last])


def test_the_branches_are_those_of_the_table():
    tree = Tree.with_end(2, 3)
    steps = adapters.branch_probabilities(bigram, tree, units=4)
    rows = np.concatenate([TABLE[[2]], TABLE])
    expected = tabular.markov_steps(tree, xp.exact([[Fraction(x) for x in row] for row in rows]), 1)
    exact = xp.floats(expected).numbers()
    assert (np.abs(steps - exact) <= 2 * np.spacing(exact)).all()
    assert abs(laws.leaf_law(tree, steps).sum() - 1) <= 64 * 2.0**-52


def test_teacher_forcing_gives_the_same_words():
    tree = Tree.with_end(2, 3)
    words = [tree.words[v] for v in tree.leaves]
    logs = adapters.word_log_probabilities(bigram, words, units=4)
    law = laws.leaf_law(tree, adapters.branch_probabilities(bigram, tree, units=4))
    assert (np.abs(np.exp(logs) - law) <= 16 * np.spacing(law)).all()
    assert adapters.word_log_probabilities(bigram, [(), (0,)], units=4).tolist() == [0.0, -np.inf]
    assert len(adapters.word_log_probabilities(bigram, [], units=4)) == 0


def test_one_call_per_level():
    shapes = []

    def spied(prefixes):
        shapes.append(prefixes.shape)
        return bigram(prefixes)

    adapters.branch_probabilities(spied, Tree.with_end(2, 3), units=4)
    assert shapes == [(1, 0), (2, 1), (4, 2)]


def test_a_model_that_is_not_normalised_is_named_with_its_prefix_and_sum():
    def leaky(prefixes):
        return np.log(np.full((len(prefixes), 2), 0.5 if prefixes.shape[1] == 0 else 0.25))

    with pytest.raises(ValueError, match=r"prefix \(0,\) sum to .*0\.5"):
        adapters.branch_probabilities(leaky, Tree.complete(2, 2), units=4)
    with pytest.raises(ValueError, match=r"prefix \(1,\) sum to .*0\.5"):
        adapters.word_log_probabilities(leaky, [(1, 0)], units=4)


def test_mass_outside_the_tree_is_an_error():
    with pytest.raises(ValueError, match=r"prefix \(\) sum to"):
        adapters.branch_probabilities(bigram, Tree.from_words([(0, 0)]), units=4)


def test_the_allowance_is_counted_in_units():
    def off_by_three(prefixes):
        return np.log([[0.5, 0.5 + 3 * 2.0**-52]] * len(prefixes))

    assert len(adapters.branch_probabilities(off_by_three, Tree.complete(2, 1), units=4)) == 2
    with pytest.raises(ValueError, match="within 1 units"):
        adapters.branch_probabilities(off_by_three, Tree.complete(2, 1), units=1)


def test_nan_wrong_shapes_and_unknown_letters_are_refused():
    with pytest.raises(ValueError, match="sum to"):
        adapters.branch_probabilities(lambda p: np.full((len(p), 2), np.nan), Tree.complete(2, 1), units=4)
    with pytest.raises(ValueError, match="sum to inf"):
        adapters.branch_probabilities(lambda p: np.full((len(p), 2), 1e3), Tree.complete(2, 1), units=4)
    with pytest.raises(ValueError, match="must return shape"):
        adapters.branch_probabilities(lambda p: np.zeros(2), Tree.complete(2, 1), units=4)
    with pytest.raises(ValueError, match=r"letters must be 0\.\.2"):
        adapters.word_log_probabilities(bigram, [(3,)], units=4)


def test_the_first_of_several_wrong_prefixes_is_named_with_its_own_sum():
    with pytest.raises(ValueError, match=r"after prefix \(1,\) sum to 0\.5, not to 1 within 4 units"):
        adapters._require_normalised(np.array([1.0, 0.5, 2.0]), np.array([[0], [1], [2]]), 4)


def test_last_letters_of_words_that_do_not_begin_with_the_first_letter():
    """Rows of the contexts of up to two letters among three, shorter ones first: by the numbers that their letters write."""
    tree = Tree.from_words([(1,), (2, 1, 0, 2)])
    for order in (0, 1, 2, 3):
        wanted = []
        for word in (tree.words[v] for v in range(tree.size)):
            context = word[max(0, len(word) - order) :]
            start = sum(3**h for h in range(len(context)))
            wanted.append(start + sum(letter * 3**k for k, letter in enumerate(reversed(context))))
        assert tabular._last_letters(tree, 3, order).tolist() == wanted


@pytest.mark.parametrize(("letters", "wrong"), [([-1, 1], -1), ([1, 5], 5), ([0, 2], 2)])
def test_the_letter_that_a_model_does_not_know_is_named(letters, wrong):
    with pytest.raises(ValueError, match=rf"letters must be 0\.\.1 for this model, got {wrong}$"):
        adapters._rows(lambda prefixes: np.zeros((len(prefixes), 2)), np.zeros((2, 0), dtype=np.int64), np.array(letters))


def test_letters_that_are_not_whole_are_refused():
    """0.7 was read as the letter 0."""
    with pytest.raises(ValueError, match=r"letters are whole numbers, got the word \(0, 0\.7\)"):
        adapters.word_log_probabilities(lambda prefixes: np.log(np.full((len(prefixes), 2), 0.5)), [(0, 0.7)], units=4)
