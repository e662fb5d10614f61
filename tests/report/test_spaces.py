"""Spaces are told as a file writes them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest

import theory_lab
from theory_lab import claims
from theory_lab.claims import Choice, Claim, Count, Kernel, Ratio, Simplex, Source, Space, Steps, Table, Whole
from theory_lab.report.shown.spaces import space_text
from theory_lab.sequences.trees import Tree

FIELDS = [
    "p=Simplex(3), q=Simplex(3, positive=True)",
    "K=Kernel(2, 3), L=Kernel(2, 3, positive=True)",
    "x=Ratio(0, Fraction(1, 2)), N=Whole(2, 20), k=Count(1, 3)",
    "w=Table((2, 3), -1, Fraction(3, 2)), v=Table((2,), Fraction(-1, 2), 4)",
    "order=Choice(Fraction(1, 2), 2), mode=Choice('worst', 'mean')",
]


@pytest.mark.parametrize("text", FIELDS)
def test_a_space_is_told_by_the_code_that_makes_it(text: str) -> None:
    """What is told makes the same space again."""
    space = eval(f"Space({text})", {**vars(claims), "Fraction": Fraction})
    assert space_text(space) == f"Space({text})"
    assert eval(space_text(space), {**vars(claims), "Fraction": Fraction}).fields == space.fields


def test_a_tree_and_a_kind_of_ones_own_are_told_as_they_show_themselves() -> None:
    @dataclass(frozen=True)
    class Own(Ratio):
        pass

    tree = Tree.complete(2, 2)
    assert space_text(Space(s=Steps(tree))) == f"Space(s=Steps({tree!r}))"
    assert space_text(Space(x=Own(0, 1))) == f"Space(x={Own(0, 1)!r})"


def test_show_tells_it() -> None:
    space = Space(x=Ratio(0, 1), w=Table((1,), 0, Fraction(1, 2)), p=Simplex(2), c=Choice(1, 2), n=Whole(1, 2), k=Count(1, 2))
    claim = Claim("x^2 <= x", Source("a", "b"), space, lhs=lambda i: i.x**2, rhs=lambda i: i.x)
    assert f"instances: {space_text(space)}" in " ".join(str(theory_lab.show(claim)).split())
    assert "Ratio(0, 1), w=Table((1,), 0, Fraction(1, 2)), p=Simplex(2), c=Choice(1, 2)" in space_text(space)
    assert space_text(Space(K=Kernel(1, 2))) == "Space(K=Kernel(1, 2))"
