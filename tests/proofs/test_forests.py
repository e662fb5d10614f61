"""Which trees are read, and which of their nodes: each kind on a binary tree, and all nodes of a tree that is read whole."""

from collections import defaultdict

import pytest

from tests.proofs.test_nodes import about, chain, words
from theory_lab.measures.divergences import kl
from theory_lab.proofs.trees import forests
from theory_lab.proofs.trees.forests import FEW, NEAR, SIZES, SMALLER, on_stars
from theory_lab.sequences.laws import reach
from theory_lab.sequences.trees import Tree


def kinds(lengths):
    """How far a node is from the root and from the leaves, as far as this is told apart."""
    return {(min(depth, NEAR), min(length - depth, NEAR)) for length in lengths for depth in range(length + 1)}


@pytest.mark.parametrize("sizes", [SIZES, SMALLER], ids=["all", "smaller"])
def test_every_kind_of_node_is_read_on_binary_trees(sizes):
    assert kinds(length for letters, length in sizes if letters == 2) == kinds(range(2, 20))


def test_letters_are_told_apart_and_no_tree_stands_twice():
    assert {letters for letters, length in SIZES if length == 2} == {2, 3, 4, 5} and len({*SIZES}) == len(SIZES)


def test_all_nodes_are_read_of_these_and_the_ends_of_levels_of_others(monkeypatch):
    """A tree beside a number in the code is read at few nodes of each level, the first and the last of it among them."""
    seen, star_at = defaultdict(set), forests.star_at

    def recorded(traced, node, *rest):
        seen[traced.tree.size].add(node)
        return star_at(traced, node, *rest)

    monkeypatch.setattr(forests, "star_at", recorded)
    one = about(lambda i: kl(words(i), words(i)), lambda i: chain(i, reach(i.tree, i.p), 0 * i.p), "==", sizes=((2, 2),))
    on_stars(one, [(2, 8)], lambda star, letters: None)
    for size in {(2, 3), (2, 7), (3, 4), (2, 8)}:
        tree = Tree.complete(*size)
        wanted = {node for node in tree.inner.tolist() if size in SIZES}  # at leaves there is nothing to add up
        wanted |= {node for level in tree.levels[:-1] for node in (level.start, level.stop - 1)}
        assert wanted <= seen[tree.size]
        if size not in SIZES:
            assert all(len(seen[tree.size] & {*range(level.start, level.stop)}) <= FEW for level in tree.levels)
