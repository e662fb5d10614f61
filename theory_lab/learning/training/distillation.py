"""Distillation: updates that know the teacher's next-letter laws.

With the divergences of the next letter known along the sampled word, an update can stop listening once their running sum
exceeds a level: the truncated gradient keeps the noise of a step below what its progress pays for.

Main definitions
----------------
``truncation_weights``   the share of each increment that keeps the running sum at most a level
``shares``               the same, given the sums before
``truncated_scores``     the truncated gradient of every word
``truncated_gradient``   the same as a gradient for the algorithms of ``dynamics``

Conventions
-----------
Increments are nonnegative and lie along the first axis (axis 0). The weight of a step is 1 while the sum stays below the level,
0 once it was above before, and the fraction that reaches the level in between; an increment of 0 has weight 1 or 0.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (24) to (26) and Lemma I.4.

Tags
----
distillation, truncation, stopped divergence
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.shapes import EdgeRows, Edges, Features, NodeRows, Parameter, WordRows
from theory_lab.sequences.trees import Tree

__all__ = ["shares", "truncated_gradient", "truncated_scores", "truncation_weights"]


@xp.formula
def truncation_weights(increments: Array, level: Any) -> Array:
    """``alpha_h`` with ``sum_h alpha_h a_h = min(level, sum_h a_h)``; shape of ``increments`` (H, ...).

    1 while the running sum is at most the level, 0 once it exceeded it before, ``(level - sum before) / a_h`` in between.
    """
    before = xp.concatenate([xp.zeros((1, *increments.shape[1:]), like=increments), xp.cumsum(increments)[:-1]])
    return shares(before, increments, level)


@xp.formula
def truncated_scores(tree: Tree, features: Features, theta: Parameter, teacher: Edges, level: Any) -> WordRows:
    """``sum_h alpha_h grad log pi_theta(y_h | .)`` for every word; shape (n_leaves, d) or (n_leaves, d, m).

    ``alpha`` are the truncation weights of ``KL(teacher || pi_theta)`` of the next letter, ``teacher`` (tree.size - 1,).
    """
    weights = prefix_weights(tree, teacher, loglinear.steps(tree, features, theta), level)[tree.parent[1:]]
    return laws.path_sums(tree, weights[:, None] * families.token_scores(tree, features, theta))[tree.leaves]


def truncated_gradient(tree: Tree, features: Any, teacher: Any, level: Any) -> Callable[[Any, Any], Any]:
    """``(theta, frequencies) -> sum_y frequencies(y)`` times the truncated score of ``y``."""
    return lambda theta, sample: _averaged(tree, features, theta, teacher, level, sample)


@xp.formula
def _averaged(tree: Tree, features: Array, theta: Array, teacher: Array, level: Any, sample: Array) -> Array:
    scores = truncated_scores(tree, features, theta, teacher, level)
    return xp.sum((sample[:, None] if theta.ndim == 1 else sample[:, None, None]) * scores, axis=0)


@xp.formula
def prefix_weights(tree: Tree, teacher: Edges, branch: EdgeRows, level: Any) -> NodeRows:
    """The truncation weight of the letter after every prefix; shape (tree.size,) or (tree.size, m)."""
    wide = teacher if branch.ndim == 1 else teacher[:, None]
    increments = token_kl(tree, wide, branch)
    before = laws.path_sums(tree, increments[tree.parent[1:]])
    return shares(before, increments, level)


@xp.formula
def shares(before: Array, increments: Array, level: Any) -> Array:
    """The weight of every increment after a running sum ``before``, of one shape.

    Divides only where ``0 < level - before < increment``, so that an increment of 0 needs no decision.
    """
    room = level - before
    whole, open_ = room >= increments, room > 0
    partial = room / xp.where(open_ & ~whole, increments, 1)
    return xp.where(whole, 1, xp.where(open_, partial, 0))
