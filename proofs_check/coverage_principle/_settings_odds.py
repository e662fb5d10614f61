"""Models written in odds to the data: light instances that make words rare, or miss an outcome.

Main definitions: `in_odds` (two models of words), `tilted_models` (a class of models on a few outcomes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

Derived = Callable[[Instance], Mapping[str, Any]]


def in_odds(size: tuple[int, int], power: int, derived: Derived, **fields: Any) -> Space:
    """Data ``p`` and a model ``q`` on words, the steps of ``q`` proportional to those of ``p`` times ``odds^power``; positive."""
    tree = Tree.complete(*size)

    def tilted(i: Instance) -> dict[str, Any]:
        weights = i.p * i.odds**power
        totals = xp.segment_sum(weights, tree.parent[1:], tree.size)
        return {"tree": tree, "q": weights / totals[tree.parent[1:]], **derived(i)}

    return Space(p=Steps(tree, positive=True), odds=Steps(tree, positive=True), **fields, derived=tilted)


def tilted_models(count: int, outcomes: int, law: Callable[[Instance], Array], derived: Derived, **fields: Any) -> Space:
    """A positive data law made from the fields, and ``models``: any class.

    The first model loses the shares ``lost`` of the law at each outcome (of everything: the law itself), the others are
    proportional to it times ``odds^2``, which may vanish.
    """
    names = [f"odds{k}" for k in range(1, count)]

    def gathered(i: Instance) -> dict[str, Any]:
        data = law(i)
        kept = data * (1 - i.lost)
        weights = [xp.where(xp.sum(kept) > 0, kept, data), *(data * getattr(i, name) ** 2 for name in names)]
        return {"law": data, "models": xp.stack([row / xp.sum(row) for row in weights]), **derived(i)}

    return Space(**fields, lost=Table(outcomes, 0, 1), **{name: Simplex(outcomes) for name in names}, derived=gathered)
