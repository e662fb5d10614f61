"""Exact averages over training.

How well a model does along its training, averaged over the steps and over every data set that training may draw: one fresh
word a step from a teacher in the class, whatever the algorithm.

Main definitions
----------------
``sgd_mean_kl``              sequence-level SGD, ``E (1/T) sum_t KL(teacher || pi_{theta_t})``
``decoder_mean_kl``        token-level SGD, the same for the test-time-training decoder
``truncated_mean_stopped``   truncated SGD, the same for the stopped divergence
``stopped_kls``              the stopped divergence of many models
``normalised_moments``       what a normalised step with a mini-batch does on average

Conventions
-----------
``features`` (tree.size - 1, d), ``teacher`` (tree.size - 1,) branch probabilities, ``start`` (d,). T steps need T - 1 levels of
samples, hence ``n_leaves ** (T - 1)`` parameters at the end. Nats.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 5.1, Theorems 5.1, 6.1 and 6.2.

Tags
----
stochastic gradient descent, exact expectation, regret
"""

from __future__ import annotations

from typing import Any, NamedTuple

from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.training.distillation import truncated_scores
from theory_lab.learning.training.dynamics import batches, mean_along, reached
from theory_lab.learning.training.test_time import decoder_steps, end_parameters
from theory_lab.learning.training.updates import Projection, ball, plain, shortened
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

__all__ = ["Moments", "decoder_mean_kl", "normalised_moments", "sgd_mean_kl", "stopped_kls", "truncated_mean_stopped"]
_BALL = ball()


@xp.formula
def sgd_mean_kl(
    tree: Tree, features: Array, teacher: Array, start: Array, rate: Any, steps: int, projection: Projection = _BALL
) -> Array:
    """``E (1/T) sum_{t <= T} KL(teacher || pi_{theta_t})`` of sequence-level SGD (equation (14))."""

    def successors(theta: Array) -> Array:
        scores = _coordinates_first(families.word_scores(tree, features, theta))
        return plain(theta[:, None], scores, rate, projection)

    visited = reached(successors, laws.leaf_law(tree, teacher), start, steps)
    return mean_along(visited, lambda theta: families.sequence_kl(tree, teacher, loglinear.steps(tree, features, theta)))


@xp.formula
def decoder_mean_kl(
    tree: Tree, features: Array, teacher: Array, start: Array, rate: Any, steps: int, projection: Projection = _BALL
) -> Array:
    """``E (1/T) sum_{t <= T} KL(teacher || decoder started at theta_t)`` of token-level SGD (equations (21) to (23))."""
    visited = reached(
        lambda theta: end_parameters(tree, features, theta, rate, projection), laws.leaf_law(tree, teacher), start, steps
    )
    return mean_along(
        visited, lambda theta: families.sequence_kl(tree, teacher, decoder_steps(tree, features, theta, rate, projection))
    )


@xp.formula
def truncated_mean_stopped(
    tree: Tree, features: Array, teacher: Array, start: Array, rate: Any, level: Any, steps: int, projection: Projection = _BALL
) -> Array:
    """``E (1/T) sum_{t <= T} stopped KL(teacher || pi_{theta_t})`` of truncated SGD (equations (24) to (26))."""

    def successors(theta: Array) -> Array:
        scores = _coordinates_first(truncated_scores(tree, features, theta, teacher, level))
        return plain(theta[:, None], scores, rate, projection)

    visited = reached(successors, laws.leaf_law(tree, teacher), start, steps)
    return mean_along(visited, lambda theta: stopped_kls(tree, teacher, loglinear.steps(tree, features, theta), level))


@xp.formula
def stopped_kls(tree: Tree, p: Array, q: Array, level: Any) -> Array:
    """``E_p min(level, sum_h KL of the h-th letter)``; ``q`` (tree.size - 1, m), result (m,)."""
    sums = laws.path_sums(tree, token_kl(tree, p[:, None], q)[tree.parent[1:]])[tree.leaves]
    return xp.dot(laws.leaf_law(tree, p), xp.minimum(sums, level))


class Moments(NamedTuple):
    """Of one step with a mini-batch: the normalised gradient and the capped divergence, in the mean over mini-batches."""

    square: Any  # E |g / (damping + |g|)|^2
    drift: Any  # E <-g / (damping + |g|), theta - truth>
    capped: Any  # E min(level, mean over the batch of sum_h KL of the h-th letter)


@xp.formula
def normalised_moments(tree: Tree, features: Array, truth: Array, theta: Array, damping: Any, level: Any, batch: int) -> Moments:
    """Moments of equation (18) at ``theta`` (d,) when the words come from ``pi_truth``."""
    teacher = loglinear.steps(tree, features, truth)
    counts, masses = batches(laws.leaf_law(tree, teacher), batch)
    steps = shortened(_averages(counts, families.word_scores(tree, features, theta), batch).T, damping)
    sums = laws.path_sums(tree, token_kl(tree, teacher, loglinear.steps(tree, features, theta))[tree.parent[1:]])[tree.leaves]
    capped = xp.minimum(xp.sum(counts * sums, axis=1) / batch, level)
    return Moments(
        xp.dot(masses, xp.sum(steps**2, axis=0)), -xp.dot(masses, xp.dot(theta - truth, steps)), xp.dot(masses, capped)
    )


def _averages(counts: Any, values: Array, batch: int) -> Array:
    """Mean over each mini-batch of per-word values (n, d); shape (a, d)."""
    return xp.sum(counts[:, :, None] * values, axis=1) / batch


def _coordinates_first(scores: Array) -> Array:
    return scores.restructured(lambda x: x.swapaxes(0, 1))
