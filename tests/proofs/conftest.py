"""The kernel with a memory, for tests that change one place of a proof many times."""

from __future__ import annotations

import pytest

from theory_lab.proofs.kernel import cases, lemmas
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import State


@pytest.fixture
def each_part_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a part of a proof proves a state is decided once, for all changed proofs in which it is the same object.

    The kernel decides by the state and the part alone.
    """
    ends: dict[object, tuple[Tree, Exception | None]] = {}  # with the part, so that no other one gets its place in memory
    decide = cases.holds

    def holds(state: State, tree: Tree) -> None:
        ranges, positive = tuple(sorted(state.ranges.items())), frozenset(state.positive)
        key = ranges, state.laws, positive, state.facts, state.sides, state.relation, state.finite, id(tree)
        if key not in ends:
            try:
                decide(state, tree)
                ends[key] = tree, None
            except Exception as error:
                ends[key] = tree, error
        if (error := ends[key][1]) is not None:
            raise error

    for module in (cases, lemmas):
        monkeypatch.setattr(module, "holds", holds)
