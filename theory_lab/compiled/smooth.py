"""Smoothed coverage, for gradients, with a bound on what smoothing does.

An indicator has no slope, so that coverage cannot be trained on. The logistic function of the log ratio has one, and its distance
from the indicator is known at every ratio: ``|1{x >= 0} - s(x/w)| = s(-|x|/w)``. The mean of that is a bound that every value
brings along, and it goes to 0 with the width wherever no mass lies at the level itself.

Main definitions
----------------
``Smoothed``         a smoothed coverage and the bound on its distance from the coverage
``coverages``        both from masses and log ratios, at many levels
``word_coverages``   both from branch probabilities on a tree

Conventions
-----------
Log ratios ``log p/q`` in nats, infinite where ``q`` misses; ``width`` is in nats too, nonnegative and traced. At width 0 stands
the limit, which counts a half of the mass at the level. Derivatives are exact derivatives of the smoothed value. The bound holds
in real arithmetic; in floats up to rounding.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1 (the coverage that is smoothed).

Tags
----
coverage profile, relaxation, logistic function
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from theory_lab.compiled import profiles, trees
from theory_lab.compiled.trees import Floats
from theory_lab.sequences.trees import Tree

__all__ = ["Smoothed", "coverages", "word_coverages"]


class Smoothed(NamedTuple):
    """``|value - Cov_N| <= bound`` at every level; both (k,)."""

    value: Floats
    bound: Floats


@jax.jit
def coverages(masses: Floats, log_ratios: Floats, log_levels: Floats, width: Any) -> Smoothed:
    """``sum masses s((log_ratios - log N) / width)`` at ``log_levels`` (k,), with its bound; ``masses``, ``log_ratios`` (m,)."""
    profiles.require_alike(masses, log_ratios)
    known = jnp.isfinite(log_ratios)
    apart, wide = jnp.where(known, log_ratios, 0)[:, None] - log_levels[None, :], width > 0
    limits = jnp.where(apart > 0, jnp.inf, jnp.where(apart < 0, -jnp.inf, 0))
    gaps = jnp.where(wide, apart / jnp.where(wide, width, 1), limits)
    never = jnp.where(log_ratios > 0, 1.0, 0.0)[:, None]  # what infinite log ratios count as, at every level
    value = masses @ jnp.where(known[:, None], jax.nn.sigmoid(gaps), never)
    bound = masses @ jnp.where(known[:, None], jax.nn.sigmoid(-jnp.abs(gaps)), 0)
    return Smoothed(value, bound)


@partial(jax.jit, static_argnames="tree")
def word_coverages(tree: Tree, p: Floats, q: Floats, log_levels: Floats, width: Any) -> Smoothed:
    """The same for the laws on words of branch probabilities ``p`` and ``q`` (tree.size - 1,)."""
    return coverages(trees.leaf_law(tree, p), profiles.word_log_ratios(tree, p, q), log_levels, width)
