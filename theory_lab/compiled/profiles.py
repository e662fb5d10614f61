"""Coverage profiles, compiled: whole step functions, and the coverage of words too long for their probabilities.

A whole profile is one sort; coverage at given levels places every ratio among them and sorts nothing else. Laws of long words
underflow, their logarithms do not: the functions of log ratios take samples or count states with their masses, and know nothing
of the words.

Main definitions
----------------
``step_function``          the whole profile (``measures.profiles.Profile``)
``coverages``              ``Cov_N`` at many levels
``log_coverages``          ``P(log ratio >= log N)`` at many levels, from masses and log ratios
``pass_at``                the probability that one of N draws is right, N traced and real
``word_log_ratios``        ``log p/q`` of every word from branch probabilities
``require_alike``          refuses arrays of different shapes

Conventions
-----------
As in ``measures.profiles``: a ratio ``0/0`` counts as 0 and ``a/0`` as infinity, and a tie in floats counts. Ties of log ratios
are ties of the ratios up to ``TIE`` times the size of the logarithms. Laws have any shape; levels are (k,), traced.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1 and Proposition D.7.

Tags
----
coverage profile, pass@k, log space
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from theory_lab.compiled import trees
from theory_lab.compiled.trees import Floats
from theory_lab.measures import profiles
from theory_lab.numbers.arithmetics.float64 import TIE
from theory_lab.sequences.trees import Tree

__all__ = ["coverages", "log_coverages", "pass_at", "require_alike", "step_function", "word_log_ratios"]


def require_alike(one: Floats, other: Floats) -> None:
    """Raise ``ValueError`` unless both have one shape: JAX would repeat entries. It costs nothing, since shapes are static."""
    if jnp.shape(one) != jnp.shape(other):
        raise ValueError(f"what is compared outcome by outcome has one shape, got {jnp.shape(one)} and {jnp.shape(other)}")


@jax.jit
def step_function(p: Floats, q: Floats) -> profiles.Profile:
    """The profile of ``p`` against ``q``, of one shape, as floats (``measures.profiles.profile``)."""
    require_alike(p, q)
    whole: Any = tuple(jnp.asarray(law, float) for law in (p, q))
    return profiles.profile(*whole)


@jax.jit
def coverages(p: Floats, q: Floats, levels: Floats) -> Floats:
    """``P_p(p/q >= N)`` at ``levels`` (k,), for laws of one shape; shape (k,)."""
    require_alike(p, q)
    ratios = p / jnp.where(p > 0, q, 1)
    return _reaching(p.reshape(-1), ratios.reshape(-1), levels * (1 - TIE))


@jax.jit
def log_coverages(masses: Floats, log_ratios: Floats, log_levels: Floats) -> Floats:
    """The mass of ``log_ratios`` (m,) of at least each of ``log_levels`` (k,), in nats; shape (k,)."""
    require_alike(masses, log_ratios)
    finite = jnp.isfinite(log_levels)  # an infinite level has no room below it: infinity less infinity is nan
    room = TIE * jnp.maximum(jnp.abs(jnp.where(finite, log_levels, 0)), 1)
    return _reaching(masses, log_ratios, jnp.where(finite, log_levels - room, log_levels))


def _reaching(masses: Floats, values: Floats, least: Floats) -> Floats:
    """The mass of values that are at least each of ``least`` (k,): every value is placed among these, and nothing else sorted."""
    order = jnp.argsort(least)
    places = jnp.searchsorted(least[order], values, side="right")
    tails = jnp.cumsum(jax.ops.segment_sum(masses, places, len(least) + 1)[::-1])[::-1]
    return jnp.zeros(len(least)).at[order].set(tails[1:])


@jax.jit
def pass_at(mass: Floats, draws: Any) -> Floats:
    """``1 - (1 - mass)^draws``, accurate for small masses; elementwise."""
    certain = mass >= 1
    found = jnp.where(certain, jnp.where(draws > 0, 1.0, 0.0), -jnp.expm1(draws * jnp.log1p(-jnp.where(certain, 0, mass))))
    return jnp.where(draws == 1, mass, found)  # which has a slope at mass 1, where that of more draws is 0


@partial(jax.jit, static_argnames="tree")
def word_log_ratios(tree: Tree, p: Floats, q: Floats) -> Floats:
    """``log p(y)/q(y)`` of every word from branch probabilities (tree.size - 1,); -inf where ``p(y) = 0``; shape (n_leaves,)."""
    trees.require_edges(tree, p, q)
    possible, found = p > 0, q > 0
    terms = jnp.where(possible & found, jnp.log(jnp.where(possible, p, 1)) - jnp.log(jnp.where(found, q, 1)), 0)
    sums, never, missed = trees.path_sums(tree, jnp.stack([terms, ~possible, possible & ~found], axis=1))[tree.leaves].T
    return jnp.where(never > 0, -jnp.inf, jnp.where(missed > 0, jnp.inf, sums))
