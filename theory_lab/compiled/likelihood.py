"""Maximum likelihood in closed form, compiled: of one sample, and of all samples of a size at once.

The most likely law of all is the frequencies; the mean of its coverage over all samples is a sum over count vectors. These are
arguments of the compiled program, so that it is short for a million of them, and it maps over data laws and classes.

Main definitions
----------------
``CountStates``, ``count_states``   all samples of a size, by counts
``masses``                  how likely they are
``fits``                    the most likely laws given them
``tabular_coverages``, ``class_coverages``   ``Cov_N(truth || maximiser)`` for each, of all laws; of a finite class, the worst
``mean``, ``tail``          of such a table, over all samples
``log_likelihood``          of counts of words, under a model on a tree (its maximiser is ``trees.steps_of``)

Conventions
-----------
As in ``learning.likelihood.maximisers``, whose floats these are: coverage is ``P_truth(truth / model >= level)``, ties of
likelihoods are those of floats, and the worst of the likeliest models counts. Levels are traced.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Sections 3 and 4.

Tags
----
maximum likelihood, method of types, vmap
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from scipy.special import gammaln

from theory_lab import numbers as xp
from theory_lab.compiled import trees
from theory_lab.compiled.profiles import require_alike
from theory_lab.compiled.trees import Floats
from theory_lab.numbers.arithmetics.float64 import TIE
from theory_lab.numbers.whole.types import count_vectors
from theory_lab.sequences.trees import Tree

__all__ = [
    "CountStates",
    "class_coverages",
    "count_states",
    "fits",
    "log_likelihood",
    "masses",
    "mean",
    "tabular_coverages",
    "tail",
]
_IMPOSSIBLE = -1e300  # the logarithm of 0, finite so that no count of it makes it 0 or nan
_ROWS = 1 << 12  # count vectors whose likelihoods under all models stay in the cache


class CountStates(NamedTuple):
    """Counts (m, k) of all samples of one size, and the logarithms of their multinomial coefficients (m,)."""

    counts: Floats
    log_orders: Floats


@lru_cache(maxsize=8)
def count_states(draws: int, outcomes: int) -> CountStates:
    """All samples of ``draws`` draws among ``outcomes`` outcomes, in the order of ``count_vectors``."""
    counts = count_vectors(draws, outcomes).astype(float)
    return CountStates(jnp.asarray(counts), jnp.asarray(gammaln(draws + 1.0) - gammaln(counts + 1.0).sum(axis=1)))


@jax.jit
def masses(states: CountStates, law: Floats) -> Floats:
    """The probability of every count vector under ``law`` (k,); shape (m,)."""
    return jnp.exp(states.log_orders + states.counts @ _logs(law))


@jax.jit
def fits(states: CountStates) -> Floats:
    """The frequencies: the most likely laws, shape (m, k); 0 for the sample of no draws, which any law fits."""
    return states.counts / jnp.maximum(states.counts.sum(axis=1, keepdims=True), 1)


@jax.jit
def tabular_coverages(states: CountStates, truth: Floats, level: Any) -> Floats:
    """``Cov_N(truth || frequencies)`` for every count vector; shape (m,)."""
    return _coverages(truth, fits(states), level)


@jax.jit
def class_coverages(states: CountStates, truth: Floats, models: Floats, level: Any) -> Floats:
    """The worst ``Cov_N(truth || model)`` among the likeliest of ``models`` (c, k), for every count vector; shape (m,)."""
    coverages = _coverages(truth, models, level)
    order = jnp.argsort(-coverages)
    logs, coverages = _logs(models[order]), coverages[order]

    def worst(counts: Floats) -> Floats:
        likelihoods = logs @ counts
        best = likelihoods.max()
        needed = jnp.where(best <= _IMPOSSIBLE / 2, -jnp.inf, best - TIE * jnp.maximum(jnp.abs(best), 1))
        return coverages[jnp.argmax(likelihoods >= needed)]

    return jax.lax.map(worst, states.counts, batch_size=_ROWS)


@jax.jit
def mean(states: CountStates, law: Floats, values: Floats) -> Floats:
    """The mean of ``values`` (m,) over all samples; what cannot be drawn does not count."""
    require_alike(states.log_orders, values)
    weights = masses(states, law)
    return jnp.sum(weights * jnp.where(weights > 0, values, 0))


@jax.jit
def tail(states: CountStates, law: Floats, values: Floats, threshold: Any) -> Floats:
    """The probability over all samples that ``values`` (m,) exceed ``threshold``."""
    require_alike(states.log_orders, values)
    return jnp.sum(jnp.where(values > threshold, masses(states, law), 0))


@partial(jax.jit, static_argnames="tree")
def log_likelihood(tree: Tree, steps: Floats, counts: Floats) -> Floats:
    """``sum_y counts(y) log pi(y)`` in nats, for branch probabilities (tree.size - 1,) and counts (n_leaves,)."""
    trees.require_edges(tree, steps)
    passed = trees.visits(tree, counts)[1:]
    return jnp.sum(jnp.where(passed > 0, passed * jnp.log(jnp.where(passed > 0, steps, 1)), 0))


def _coverages(truth: Floats, models: Floats, level: Any) -> Floats:
    """``P_truth(truth / model >= level)`` for each row of ``models`` (c, k); shape (c,)."""
    met = xp.ratio_at_least(xp.floats(jnp.broadcast_to(truth, models.shape)), xp.floats(models), xp.floats(jnp.asarray(level)))
    return xp.indicator(met).numbers() @ truth


def _logs(law: Floats) -> Floats:
    return jnp.where(law > 0, jnp.log(jnp.where(law > 0, law, 1)), _IMPOSSIBLE)
