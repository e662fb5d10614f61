"""Laws on trees.

An autoregressive model is an array of branch probabilities aligned with a tree, a law on its words an array
in leaf order; the functions here go from one to the other, and evaluate rewards backward.  All recursions run
over levels, in the arithmetic of their arguments.

Main definitions
----------------
``reach``, ``leaf_law``      the probability of every prefix; of every word
``steps_of``                 the branch probabilities of a law on words (its disintegration)
``normalised``               branch probabilities proportional to weights of the branches
``value``                    the expected reward from every prefix (backward induction)
``path_sums``                sums of branch quantities along every prefix
``tilted``, ``mixture``      a law reweighted; an average of laws
``joint``                    prompt and response together
``law_of``, ``law_of_chain`` the exact law of a program (see ``programs``)

Conventions
-----------
Entry ``v - 1`` of branch probabilities is ``P(v | parent(v))``, shape (tree.size - 1,).  Below a prefix of
mass 0 the conditional law is not determined; ``steps_of`` and ``normalised`` then give the uniform law on the
children, so that ``leaf_law`` inverts ``steps_of`` on every law, and ``steps_of`` inverts ``leaf_law`` where
all branches are positive. Nothing is renormalised except by the functions whose meaning it is.

Tags
----
autoregressive models, disintegration, backward induction, Gibbs tilting
"""

from __future__ import annotations

from collections.abc import Callable
from operator import add, mul
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.programs import law_of, law_of_chain
from theory_lab.sequences.shapes import Alike, EdgeRows, Edges, NodeRows, Nodes, Words
from theory_lab.sequences.trees import Tree

__all__ = [
    "joint",
    "law_of",
    "law_of_chain",
    "leaf_law",
    "mixture",
    "normalised",
    "path_sums",
    "reach",
    "steps_of",
    "tilted",
    "value",
]


@xp.formula
def reach(tree: Tree, steps: Edges) -> Nodes:
    """The probability of every prefix under ``steps`` (tree.size - 1,); shape (tree.size,), 1 at the root."""
    return xp.concatenate(_reach_levels(tree, steps))


@xp.formula
def leaf_law(tree: Tree, steps: Edges) -> Words:
    """The law on words under ``steps`` (tree.size - 1,); shape (n_leaves,) in leaf order."""
    levels = _reach_levels(tree, steps)
    ends = [_leaf_positions(tree, h) for h in range(len(levels))]
    parts = [x if len(end) == len(x) else x[end] for x, end in zip(levels, ends, strict=True) if len(end)]
    return parts[0] if len(parts) == 1 else xp.concatenate(parts)


@xp.formula
def steps_of(tree: Tree, law: Words) -> Edges:
    """The branch probabilities of a law on words, ``law`` (n_leaves,); shape (tree.size - 1,).

    The uniform law on the children below a prefix of mass 0.
    """
    return normalised(tree, _backward(tree, law, lambda h, masses: masses)[1:])


@xp.formula
def normalised(tree: Tree, weights: EdgeRows) -> EdgeRows:
    """``weights`` (tree.size - 1,) over their sum among siblings; the uniform law where that sum is 0."""
    parts = []
    for h, part in _levels_of(tree, weights):
        totals, siblings = _family_sums(tree, h, part), tree.child_count[tree.levels[h - 1]]
        parts.append(_with_parents(tree, h, _share, part, totals, siblings))
    return xp.concatenate(parts) if parts else weights


@xp.formula
def value(tree: Tree, steps: Edges, reward: Words) -> Nodes:
    """The expected reward from every prefix, ``V(v) = sum_a P(a | v) V(va)``; shape (tree.size,).

    ``steps`` is (tree.size - 1,); ``reward`` is (n_leaves,) and the value at the leaves.
    """
    parts = dict(_levels_of(tree, steps))
    return _backward(tree, reward, lambda h, values: parts[h] * values)


@xp.formula
def path_sums(tree: Tree, increments: EdgeRows) -> NodeRows:
    """Sums of ``increments`` (tree.size - 1, ...) along every prefix; shape (tree.size, ...), 0 at the root."""
    levels = [xp.zeros((1, *increments.shape[1:]), like=increments)]
    for h, part in _levels_of(tree, increments):
        levels.append(_with_parents(tree, h, add, part, levels[-1]))
    return xp.concatenate(levels)


@xp.formula
def tilted(law: Alike, weight: Alike) -> Alike:
    """The law proportional to ``law * weight``, both (n,); the total must be positive."""
    product = law * weight
    return product / xp.sum(product)


@xp.formula
def mixture(weights: Array, laws: Array) -> Array:
    """The average ``sum_j weights[j] laws[j]``; shapes (k,) and (k, n), result (n,)."""
    return xp.dot(weights, laws)


@xp.formula
def joint(prompts: Array, laws: Array) -> Array:
    """The law of prompt and response, ``prompts[x] laws[x, y]``; shapes (X,) and (X, Y), result (X, Y)."""
    return prompts[:, None] * laws


def _levels_of(tree: Tree, branches: Array) -> list[tuple[int, Array]]:
    """The depths 1, 2, ... with the part of a branch array (tree.size - 1, ...) that belongs to each."""
    if branches.shape[:1] != (tree.size - 1,):
        raise ValueError(f"branch quantities need first axis {tree.size - 1} on {tree}, got shape {branches.shape}")
    return [(h, branches[level.start - 1 : level.stop - 1]) for h, level in enumerate(tree.levels) if h]


def _reach_levels(tree: Tree, steps: Array) -> list[Array]:
    levels = [xp.ones((1,), like=steps)]
    for h, part in _levels_of(tree, steps):
        levels.append(_with_parents(tree, h, mul, part, levels[-1]))
    return levels


def _backward(tree: Tree, leaf_values: Array, weighed: Callable[[int, Array], Array]) -> Array:
    """``leaf_values`` at the leaves, sums over the children of ``weighed(h, V)`` above; shape (tree.size,)."""
    if leaf_values.shape[:1] != (len(tree.leaves),):
        raise ValueError(f"{tree} needs one value per leaf, got shape {leaf_values.shape}")
    levels: list[Array] = []
    stop = len(tree.leaves)
    for h in reversed(range(len(tree.levels))):
        ends = _leaf_positions(tree, h)
        own, stop = leaf_values[stop - len(ends) : stop], stop - len(ends)
        if levels:
            sums = _family_sums(tree, h + 1, weighed(h + 1, levels[-1]))
            own = _merged(sums, own, ends) if len(ends) else sums
        levels.append(own)
    return xp.concatenate(levels[::-1])


def _merged(level: Array, leaf_values: Array, ends: np.ndarray) -> Array:
    """The level with ``leaf_values`` at the positions ``ends``."""
    inner = np.setdiff1d(np.arange(len(level)), ends)
    return xp.concatenate([level[inner], leaf_values])[np.argsort(np.concatenate([inner, ends]))]


def _leaf_positions(tree: Tree, h: int) -> np.ndarray:
    return np.flatnonzero(tree.child_count[tree.levels[h]] == 0)


def _families(tree: Tree, h: int) -> tuple[int, int]:
    """The number of nodes at depth h - 1 and the number of children that they all have, 0 if it differs."""
    counts = tree.child_count[tree.levels[h - 1]]
    return len(counts), int(counts[0]) if (counts == counts[0]).all() else 0


def _parents(tree: Tree, h: int) -> np.ndarray:
    return tree.parent[tree.levels[h]] - tree.levels[h - 1].start


def _family_sums(tree: Tree, h: int, values: Array) -> Array:
    """Sums over siblings of depth h, one per node of depth h - 1."""
    parents, children = _families(tree, h)
    if children:
        return xp.sum(values.reshape(parents, children, *values.shape[1:]), axis=1)
    return xp.segment_sum(values, _parents(tree, h), parents)


def _with_parents(tree: Tree, h: int, operation: Callable[..., Array], part: Array, *above: Any) -> Array:
    """The operation on quantities of depth h and, for each of them, those of the parent at depth h - 1."""
    parents, children = _families(tree, h)
    if not children:
        return operation(part, *(values[_parents(tree, h)] for values in above))
    rest = part.shape[1:]
    table = operation(part.reshape(parents, children, *rest), *(values[:, None] for values in above))
    return table.reshape(parents * children, *rest)


def _share(weight: Array, total: Array, siblings: np.ndarray) -> Array:
    positive = total > 0
    return xp.where(positive, weight, 1) / xp.where(positive, total, siblings)
