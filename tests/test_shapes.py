"""Shapes in signatures are compared while tests run."""

from __future__ import annotations

import pytest
from jaxtyping import TypeCheckError

from tests.shapes import shaped
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import Edges, Nodes
from theory_lab.sequences.trees import Tree


def test_laws_of_two_shapes_are_told() -> None:
    p = xp.exact(["1/2", "1/2"])
    assert xp.value(kl(p, p)).fraction == 0
    with pytest.raises(TypeCheckError, match=r"\*alike"):
        kl(p, p[:, None])  # without shapes it broadcasts, and gives a number


def test_a_number_for_every_node_is_no_number_for_every_edge() -> None:
    tree = Tree.complete(2, 1)
    with pytest.raises(TypeCheckError, match="weights"):
        walks.volume(tree, xp.ones((tree.size,), like=xp.exact([1])))


def test_a_result_of_another_shape_is_told() -> None:
    def wrong(tree: Tree, weights: Edges) -> Nodes:
        return weights

    tree = Tree.complete(2, 1)
    with pytest.raises(TypeCheckError, match="return value"):
        shaped(wrong)(tree, xp.exact([1, 1]))


def test_functions_without_shapes_stay_what_they_are() -> None:
    def twice(x: Array) -> Array:
        return 2 * x

    assert shaped(twice) is twice
