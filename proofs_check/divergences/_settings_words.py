"""Two laws of words, by their conditional laws, and sums of divergences along them.

Main definitions: `words` (space), `joint`, `chain`.

Conventions: sizes are (letters, length).
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Space, Steps
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def words(size: tuple[int, int], positive: bool = False) -> Space:
    """Two laws of the words of one length, the conditional laws of the second one without zeros if it is ``positive``."""
    tree = Tree.complete(*size)
    return Space(p=Steps(tree), q=Steps(tree, positive=positive), derived=lambda _: {"tree": tree})


def joint(i: Instance) -> tuple[Array, Array]:
    """Both laws on whole words."""
    return leaf_law(i.tree, i.p), leaf_law(i.tree, i.q)


def chain(i: Instance, weights: Array, terms: Array) -> Array:
    """The sum over prefixes of weights (nodes,) times the sums of terms (nodes - 1,) over the next letter."""
    return xp.dot(weights, xp.segment_sum(terms, i.tree.parent[1:], i.tree.size))
