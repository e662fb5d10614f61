"""Trees: breadth-first order, the constructors, immutability."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import laws as oracle
from theory_lab.sequences.trees import Tree

words = st.sets(st.lists(st.integers(0, 3), max_size=4).map(tuple), min_size=1, max_size=12).map(
    lambda chosen: oracle.leaves(sorted(chosen, key=lambda word: (len(word), word)))
)


@given(words)
def test_from_words_has_these_words_as_leaves(chosen):
    tree = Tree.from_words(chosen)
    assert [tree.words[v] for v in tree.leaves] == chosen
    assert set(tree.words) == {word[:h] for word in chosen for h in range(len(word) + 1)}


@given(words)
def test_nodes_are_breadth_first_and_levels_are_slices(chosen):
    tree = Tree.from_words(chosen)
    assert list(tree.words) == sorted(tree.words, key=lambda word: (len(word), word))
    for h, level in enumerate(tree.levels):
        assert {len(word) for word in tree.words[level]} == {h}
    assert tree.levels[-1].stop == tree.size and tree.depth == max(map(len, tree.words))
    assert list(tree.depths) == [len(word) for word in tree.words]


@given(words)
def test_children_are_contiguous(chosen):
    tree = Tree.from_words(chosen)
    for v in range(tree.size):
        children = range(tree.first_child[v], tree.first_child[v] + tree.child_count[v])
        assert list(children) == [u for u in range(tree.size) if tree.parent[u] == v]
    assert sorted([*tree.inner, *tree.leaves]) == list(range(tree.size))


def test_complete_is_the_product_in_lexicographic_order():
    tree = Tree.complete(3, 2)
    assert [tree.words[v] for v in tree.leaves] == [(a, b) for a in range(3) for b in range(3)]
    assert tree == Tree.from_words([tree.words[v] for v in tree.leaves])
    assert hash(tree) == hash(Tree.from_words([tree.words[v] for v in tree.leaves]))
    assert tree != Tree.complete(3, 3)
    assert Tree.complete(2, 0).size == 1 and list(Tree.complete(2, 0).leaves) == [0]


@pytest.mark.parametrize("semilength", [0, 1, 2, 3, 4])
def test_dyck_has_the_balanced_words(semilength):
    tree = Tree.dyck(semilength)
    assert [tree.words[v] for v in tree.leaves] == oracle.balanced_words(semilength)


@pytest.mark.parametrize(("semilength", "nodes", "leaves"), [(3, 22, 5), (4, 64, 14), (5, 196, 42), (6, 625, 132)])
def test_dyck_sizes(semilength, nodes, leaves):
    tree = Tree.dyck(semilength)
    assert (tree.size, len(tree.leaves)) == (nodes, leaves)


def test_with_end_has_all_short_words_closed_and_all_full_words():
    tree = Tree.with_end(2, 2)
    assert {tree.words[v] for v in tree.leaves} == {(2,), (0, 2), (1, 2), (0, 0), (0, 1), (1, 0), (1, 1)}


def test_prefixes_and_nodes_invert_words():
    tree = Tree.with_end(2, 3)
    for level in tree.levels:
        nodes = np.arange(level.start, level.stop)
        assert [tree.nodes[tuple(row)] for row in tree.prefixes(nodes).tolist()] == nodes.tolist()


def test_a_tree_is_immutable_hashable_and_picklable():
    tree = Tree.dyck(3)
    with pytest.raises(AttributeError):
        tree.parent = tree.letter
    with pytest.raises(ValueError):
        tree.parent[1] = 5
    with pytest.raises(ValueError):
        tree.leaves[0] = 5
    assert pickle.loads(pickle.dumps(tree)) == tree
    assert {tree: 1}[Tree.dyck(3)] == 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Tree.from_words([(0,), (0, 1)]), r"word \(0,\)"),
        (lambda: Tree.from_words([(1,), (1,)]), r"word \(1,\)"),
        (lambda: Tree.from_words([]), "at least one word"),
        (lambda: Tree.from_words([(-1,)]), "increasing from 0"),
        (lambda: Tree.complete(0, 2), "at least 1 letter"),
        (lambda: Tree.complete(2, -1), "depth 0 or more"),
        (lambda: Tree.dyck(-1), "semilength"),
        (lambda: Tree([-1, 1], [-1, 0]), "breadth-first"),
        (lambda: Tree([-1, 0, 0], [-1, 1, 0]), "breadth-first"),
        (lambda: Tree([-1, 0], [-1]), "one shape"),
        (lambda: Tree([0], [-1]), "root"),
    ],
)
def test_wrong_trees_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_trees_are_equal_where_parents_and_letters_are() -> None:
    fork, chain, other = (Tree.from_words(words) for words in ([(0,), (1,)], [(0, 1)], [(0,), (2,)]))
    assert fork.letter.tolist()[1:] == chain.letter.tolist()[1:] and fork != chain
    assert fork.parent.tolist() == other.parent.tolist() and fork != other
    assert fork == Tree.from_words([(1,), (0,)]) and fork != fork.words
