"""Autoregressive log-linear models.

``pi_theta(a | z)`` is proportional to ``exp <theta, phi(z, a)>`` for features ``phi`` of a prefix and its
next letter. The log-likelihood is concave in ``theta`` and its gradient is a martingale along the word: a sum
of features minus their conditional means, whose variance is the inherent variance that governs learning.

Main definitions
----------------
``steps``                the branch probabilities
``mean_features``        ``E phi(z, a)`` for every prefix ``z``
``score``                ``grad log pi_theta(y)`` for every word
``variances``            ``E |phi(z, a) - E phi|^2`` for every prefix
``inherent_variance``    ``E sum_h |phi_h - E phi_h|^2 = E |score|^2``

Conventions
-----------
``features`` has shape (tree.size - 1, d), row ``v - 1`` belongs to the branch into node ``v``; ``theta`` has
shape (d,). Leaves have mean features and variance 0: nothing is drawn there.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (3) and (8).

Tags
----
exponential families, softmax, score, inherent variance
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.shapes import EdgeRows, Edges, Features, NodeRows, Nodes, Parameter, Scalar, WordRows
from theory_lab.sequences.trees import Tree

__all__ = ["inherent_variance", "mean_features", "score", "sibling_pairs", "steps", "variances"]


@xp.formula
def steps(tree: Tree, features: Features, theta: Parameter) -> EdgeRows:
    """Branch probabilities ``exp <theta, phi(v)> / sum over siblings``; shape (tree.size - 1,).

    Written as ``1 / sum_u exp <theta, phi(u) - phi(v)>`` over the siblings ``u`` of ``v``: no overflow to nan
    in floats, exponentials of rationals in exact arithmetic, one occurrence of each difference in intervals.
    """
    if features.ndim != 2 or features.shape[0] != tree.size - 1:
        raise ValueError(f"{tree} needs features of shape ({tree.size - 1}, d), got {features.shape}")
    own, sibling = sibling_pairs(tree)
    logits = xp.dot(features, theta)
    return 1 / xp.segment_sum(xp.exp(logits[sibling] - logits[own]), own, tree.size - 1)


@xp.formula
def mean_features(tree: Tree, features: EdgeRows, branch: EdgeRows) -> NodeRows:
    """``E_{a ~ branch(.|z)} phi(z, a)`` for every prefix; shape (tree.size, d).

    ``branch`` (tree.size - 1,) are the branch probabilities of any model, the data's or ``steps``'s own.
    """
    return xp.segment_sum(branch[:, None] * features, tree.parent[1:], tree.size)


@xp.formula
def score(tree: Tree, features: Features, theta: Parameter) -> WordRows:
    """``grad_theta log pi_theta(y)`` for every word; shape (n_leaves, d)."""
    return laws.path_sums(tree, _centred(tree, features, steps(tree, features, theta)))[tree.leaves]


@xp.formula
def variances(tree: Tree, features: Features, branch: Edges) -> Nodes:
    """``E_{a ~ branch(.|z)} |phi(z, a) - E phi(z, .)|^2`` for every prefix; shape (tree.size,)."""
    squares = xp.sum(_centred(tree, features, branch) ** 2, axis=1)
    return xp.segment_sum(branch * squares, tree.parent[1:], tree.size)


@xp.formula
def inherent_variance(tree: Tree, features: Features, branch: Edges) -> Scalar:
    """``E sum_h |phi_h - E phi_h|^2`` under the model ``branch`` (arXiv:2510.15020, equation (8))."""
    return xp.sum(laws.reach(tree, branch) * variances(tree, features, branch))


def _centred(tree: Tree, features: Array, branch: Array) -> Array:
    return features - mean_features(tree, features, branch)[tree.parent[1:]]


def sibling_pairs(tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """All ordered pairs of siblings (each with itself too), as two arrays of branches sorted by the first."""
    families = tree.child_count[tree.parent[1:]]
    own = np.repeat(np.arange(tree.size - 1), families)
    starts = np.repeat(np.cumsum(families) - families, families)
    return own, tree.first_child[tree.parent[1:]][own] - 1 + np.arange(len(own)) - starts
