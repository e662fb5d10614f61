"""The decoder that trains while it writes, compiled: its law on a tree, prefix by prefix.

The parameter at a prefix is the parameter at the prefix before, moved by the score of the letter between them; so parameters
and branch probabilities of all prefixes are one recursion over levels.

Main definitions
----------------
``token_parameters``   the parameter at every prefix
``decoder_steps``      the branch probabilities of the decoder

Conventions
-----------
As in ``learning.training.test_time``: ``theta`` is (d,), the parameter is reset after each word. ``radius``, exact and static,
is that of the ball onto which every update is projected, ``None`` for the whole space; the rate is traced.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (21) to (23) and Theorem 6.1.

Tags
----
test-time training, token-level gradients
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from theory_lab.compiled import trees
from theory_lab.compiled.optimisers import Radius
from theory_lab.compiled.trees import Floats
from theory_lab.sequences.trees import Tree

__all__ = ["decoder_steps", "token_parameters"]


@partial(jax.jit, static_argnames=("tree", "radius"))
def token_parameters(tree: Tree, features: Floats, theta: Floats, rate: Any, radius: Radius = None) -> Floats:
    """The parameter at every prefix, ``w(za) = projection(w(z) + rate grad log pi_{w(z)}(a | z))``; (tree.size, d)."""
    return _walked(tree, features, theta, rate, radius)[0]


@partial(jax.jit, static_argnames=("tree", "radius"))
def decoder_steps(tree: Tree, features: Floats, theta: Floats, rate: Any, radius: Radius = None) -> Floats:
    """The branch probabilities ``pi_{w(z)}(a | z)`` of the decoder started at ``theta``; (tree.size - 1,)."""
    return _walked(tree, features, theta, rate, radius)[1]


def _walked(tree: Tree, features: Floats, theta: Floats, rate: Any, radius: Radius) -> tuple[Floats, Floats]:
    trees.require_edges(tree, features)
    families, there = trees.siblings(tree)

    def step(edges: Any, above: Any) -> tuple[Floats, Floats]:
        own, rows, real = edges
        before, _ = above
        real = real | ~real.any(axis=1, keepdims=True)  # padding has no letters: a law on none is nan, and so are its derivatives
        logits = jnp.where(real, jnp.einsum("vkd,vd->vk", rows, before), -jnp.inf)
        law = jax.nn.softmax(logits, axis=1)
        moved = before + rate * (own - jnp.einsum("vk,vkd->vd", law, rows))
        chance = 1 / jnp.sum(jnp.where(real, jnp.exp(logits - jnp.sum(own * before, axis=1)[:, None]), 0), axis=1)
        return _onto_ball(moved, radius), chance

    parameters, branch = trees.descend(tree, step, (theta, jnp.ones(())), (features, features[families], jnp.asarray(there)))
    return parameters, branch[1:]


def _onto_ball(theta: Floats, radius: Radius) -> Floats:
    """Rows (n, d) projected."""
    if radius is None:
        return theta
    return theta / jnp.sqrt(jnp.maximum(jnp.sum((theta / float(radius)) ** 2, axis=1), 1))[:, None]
