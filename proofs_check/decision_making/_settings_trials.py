"""Trials in turn, each with a law that depends on those before: supermartingales of values in [0, 1].

Main definitions: ``supermartingale``.
"""

from __future__ import annotations

from collections.abc import Callable

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree

Conditional = Callable[[Array], Array]  # of values at the nodes: their mean at the parent, for each node but the root


def supermartingale(size: tuple[int, int], fastest: int, factor: Callable[[Instance, Conditional], Array]) -> Space:
    """Conditional laws of ``size[0]`` values in each of ``size[1]`` trials, the values and the rate.

    ``mean`` is that of the product of factors along a word.
    """
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array]:
        """``leaf_law`` multiplies the factors along each word."""
        parent = tree.parent[1:]
        factors = factor(i, lambda values: xp.segment_sum(i.p * values, parent, tree.size)[parent])
        return {"mean": xp.sum(leaf_law(tree, i.p * factors))}

    return Space(p=Steps(tree), values=Table(tree.size - 1, 0, 1), rate=Ratio(0, fastest), derived=derived)
