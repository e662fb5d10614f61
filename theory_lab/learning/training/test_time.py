"""Test-time training: a decoder that learns from its own output.

Token-level training updates the parameter after every letter of a word, and the decoder does the same while it
writes: letter ``h`` is drawn at the parameter that ``h - 1`` updates on the letters before have given. The parameter is a
function of the prefix, so the decoder is one more model on the tree, improper with respect to the class, and its law is
computed prefix by prefix.

Main definitions
----------------
``token_parameters``   the parameter at every prefix
``decoder_steps``      the branch probabilities of the decoder
``token_sgd``          training: one pass over the letters of one word a step
``end_parameters``     the parameter after a pass over each of the words

Conventions
-----------
``theta`` is (d,) or (d, m), one column per parameter; results carry the same trailing axis. The parameter is reset after each
word of the decoder and carried on in training.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (21) to (23) and Theorem 6.1.

Tags
----
test-time training, token-level gradients, improper learning
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.training.dynamics import Algorithm, State
from theory_lab.learning.training.updates import Projection, everywhere, plain
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import EdgeRows, Features, NodeRows, Parameter
from theory_lab.sequences.trees import Tree

__all__ = ["decoder_steps", "end_parameters", "token_parameters", "token_sgd"]


@xp.formula
def token_parameters(
    tree: Tree, features: Features, theta: Parameter, rate: Any, projection: Projection = everywhere
) -> NodeRows:
    """The parameter at every prefix, ``w(za) = projection(w(z) + rate grad log pi_{w(z)}(a | z))``; (tree.size, d, ...)."""
    return _walked(tree, features, theta, rate, projection)[0]


@xp.formula
def decoder_steps(tree: Tree, features: Features, theta: Parameter, rate: Any, projection: Projection = everywhere) -> EdgeRows:
    """The branch probabilities ``pi_{w(z)}(a | z)`` of the decoder started at ``theta``; (tree.size - 1, ...)."""
    return _walked(tree, features, theta, rate, projection)[1]


@xp.formula
def end_parameters(tree: Tree, features: Features, theta: Parameter, rate: Any, projection: Projection = everywhere) -> Parameter:
    """The parameter after a pass over each word; shape (d, n_leaves) or (d, n_leaves, m)."""
    ends = token_parameters(tree, features, theta, rate, projection)[tree.leaves]
    return xp.stack([ends[:, k] for k in range(len(theta))])


def token_sgd(tree: Tree, features: Any, rate: Any, projection: Projection = everywhere) -> Algorithm:
    """Token-level training (equation (21)); a sample is the indicator (n_leaves,) of one word."""

    def step(state: State, word: Any) -> State:
        return State(_picked(tree, features, state.theta, rate, projection, word))

    return Algorithm(State, step)


@xp.formula
def _picked(tree: Tree, features: Array, theta: Array, rate: Any, projection: Projection, word: Array) -> Array:
    return xp.dot(end_parameters(tree, features, theta, rate, projection), word)


def _walked(tree: Tree, features: Array, theta: Array, rate: Any, projection: Projection) -> tuple[Array, Array]:
    """Parameters (tree.size, d, ...) and branch probabilities (tree.size - 1, ...), level by level."""
    wide = features if theta.ndim == 1 else features[:, :, None]
    levels, branches = [theta[None]], []
    for before, level in zip(tree.levels, tree.levels[1:], strict=False):
        parents = tree.parent[level] - before.start
        count = before.stop - before.start
        phi, here = wide[level.start - 1 : level.stop - 1], levels[-1][parents]
        branch = _softmax(xp.sum(phi * here, axis=1), parents, count)
        mean = xp.segment_sum(branch[:, None] * phi, parents, count)[parents]
        moved = plain(_coordinates_first(here), _coordinates_first(phi - mean), rate, projection)
        levels.append(_coordinates_first(moved))
        branches.append(branch)
    return xp.concatenate(levels), xp.concatenate(branches)


def _coordinates_first(x: Array) -> Array:
    """The first two axes exchanged."""
    return x.restructured(lambda payload: payload.swapaxes(0, 1))


def _softmax(logits: Array, parents: Any, count: int) -> Array:
    """``exp`` over the sum among siblings, as ``1 / sum exp(differences)``."""
    pairs = [(k, j) for k, parent in enumerate(parents) for j, other in enumerate(parents) if parent == other]
    own, sibling = (np.array(side) for side in zip(*pairs, strict=True))
    return 1 / xp.segment_sum(xp.exp(logits[sibling] - logits[own]), own, len(parents))
