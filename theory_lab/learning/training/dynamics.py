"""Training, step by step and exactly over all samples.

An algorithm is a pair of pure functions ``init`` and ``step``; a trajectory is a loop of ``step`` (``lax.scan`` on JAX
arrays), and ``jax.vmap`` runs many seeds and learning rates. The exact law of a trajectory is a tree over the samples that
may be drawn: every step maps the parameters reached so far, in one array, to all their successors.

Main definitions
----------------
``Algorithm``, ``State``     init and step; a parameter with the memory of the optimiser
``sequence_gradient``        the mean score of a sample of words
``sgd``, ``normalised_sgd``, ``sign_sgd``, ``optax_descent``, ``gradient_descent``   algorithms from any gradient
``trajectory``               all parameters along given samples
``draws``                    random samples as frequencies, with JAX
``reached``                  the exact law of the parameter after 0, 1, ..., T steps
``mean_along``               the average of a quantity over a trajectory and over all samples
``batches``                  all mini-batches as frequencies, with their probabilities

Conventions
-----------
A sample is an array of frequencies: of words (n_leaves,) on a tree, of letters in the count states. Parameters are (d,);
the exact law has parameters (d, m) with masses (m,), equal rational parameters merged in exact arithmetic. ``mean_along``
averages over the parameters before steps 1, ..., T, so that T - 1 levels of samples are enough.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Section 5.

Tags
----
stochastic gradient descent, exact expectation, Adam, scan
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.training import updates
from theory_lab.learning.training.updates import Projection, everywhere
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.whole.types import count_vectors
from theory_lab.sequences.trees import Tree

__all__ = [
    "Algorithm",
    "State",
    "batches",
    "draws",
    "gradient_descent",
    "mean_along",
    "normalised_sgd",
    "optax_descent",
    "reached",
    "sequence_gradient",
    "sgd",
    "sign_sgd",
    "trajectory",
]

Gradient = Callable[[Any, Any], Any]


class State(NamedTuple):
    """A parameter (d,) and what the optimiser remembers."""

    theta: Any
    memory: Any = ()


class Algorithm(NamedTuple):
    """``init(theta)`` gives a state, ``step(state, sample)`` the next one."""

    init: Callable[[Any], State]
    step: Callable[[State, Any], State]


def sequence_gradient(tree: Tree, features: Any) -> Gradient:
    """``(theta, frequencies) -> sum_y frequencies(y) grad log pi_theta(y)`` for a log-linear model."""
    return lambda theta, sample: families.gradient(tree, features, theta, sample)


def sgd(gradient: Gradient, rate: Any, projection: Projection = everywhere) -> Algorithm:
    """Stochastic gradient ascent on the log-likelihood (equation (14))."""
    return _memoryless(lambda theta, g: updates.plain(theta, g, rate, projection), gradient)


def normalised_sgd(gradient: Gradient, rate: Any, damping: Any, projection: Projection = everywhere) -> Algorithm:
    """``theta + rate g / (damping + |g|)``, projected, with ``g`` the mean gradient of a mini-batch (equation (18))."""
    return _memoryless(lambda theta, g: updates.normalised(theta, g, rate, damping, projection), gradient)


def sign_sgd(gradient: Gradient, rate: Any, projection: Projection = everywhere) -> Algorithm:
    """``theta + rate sign(g)``, projected (equation (20))."""
    return _memoryless(lambda theta, g: updates.sign(theta, g, rate, projection), gradient)


def gradient_descent(gradient: Gradient, law: Any, rate: Any, projection: Projection = everywhere) -> Algorithm:
    """Full-batch ascent: every step uses the data law itself, whatever sample it is handed."""
    full = sgd(gradient, rate, projection)
    return Algorithm(full.init, lambda state, _: full.step(state, law))


def optax_descent(gradient: Gradient, optimiser: Any, projection: Projection = everywhere) -> Algorithm:
    """Any optax optimiser (``optax.adam(rate)``, ``optax.sign_sgd(rate)``, ...) on minus the log-likelihood, projected."""
    import optax

    def step(state: State, sample: Any) -> State:
        descent = -gradient(state.theta, sample)
        change, memory = optimiser.update(descent, state.memory, state.theta)
        return State(projection(optax.apply_updates(state.theta, change)), memory)

    return Algorithm(lambda theta: State(theta, optimiser.init(theta)), step)


def _memoryless(update: Callable[[Any, Any], Any], gradient: Gradient) -> Algorithm:
    return Algorithm(State, lambda state, sample: State(update(state.theta, gradient(state.theta, sample))))


def trajectory(algorithm: Algorithm, theta: Any, samples: Any) -> Any:
    """The parameters before the first and after every step, shape (T + 1, d); ``samples`` has T along its first axis.

    ``lax.scan`` on JAX arrays, a plain loop on NumPy arrays and on Arrays.
    """
    if float64.is_jax(theta) or float64.is_jax(samples):
        import jax
        import jax.numpy as jnp

        def onward(state: State, sample: Any) -> tuple[State, Any]:
            following = algorithm.step(state, sample)
            return following, following.theta

        start = algorithm.init(jnp.asarray(theta))
        _, later = jax.lax.scan(onward, start, samples)
        return jnp.concatenate([start.theta[None], later])
    state, visited = algorithm.init(theta), [theta]
    for sample in samples:
        state = algorithm.step(state, sample)
        visited.append(state.theta)
    return xp.stack(visited) if isinstance(theta, Array) else np.stack(visited)


def draws(key: Any, law: Any, steps: int, batch: int = 1) -> Any:
    """Frequencies of ``steps`` independent mini-batches of ``batch`` draws from ``law`` (n,); a JAX array (steps, n)."""
    import jax
    import jax.numpy as jnp

    law = jnp.asarray(law)
    counts = jax.random.multinomial(key, batch, jnp.broadcast_to(law, (steps, len(law))), dtype=law.dtype)
    return counts / batch


def batches(law: Array, size: int) -> tuple[np.ndarray, Array]:
    """All mini-batches of ``size`` draws from ``law`` (n,): static counts (a, n) and their probabilities (a,)."""
    counts = count_vectors(size, len(law))
    weights = np.array([xp.multinomial(row) for row in counts.tolist()])
    powers = xp.stack([law**k for k in range(size + 1)])
    return counts, weights * xp.prod(powers[counts, np.arange(len(law))], axis=1)


def reached(step: Callable[[Array], Array], masses: Array, start: Array, steps: int) -> list[tuple[Array, Array]]:
    """The law of the parameter before each of ``steps`` steps, as pairs of masses (m,) and parameters (d, m).

    ``step`` maps parameters (d, m) to the successors (d, a, m) under each of the samples, whose probabilities are
    ``masses`` (a,). Parameters that are equal and rational are merged in exact arithmetic. Raises ``ValueError`` without a step.
    """
    if steps < 1:
        raise ValueError(f"a training has at least one step, not {steps}")
    laws = [(xp.ones((1,), like=start), start[:, None])]
    for _ in range(steps - 1):
        weights, theta = laws[-1]
        successors = step(theta)
        count = successors.shape[1] * successors.shape[2]
        laws.append(_merged((masses[:, None] * weights[None]).reshape(count), successors.reshape(len(theta), count)))
    return laws


def mean_along(laws: list[tuple[Array, Array]], quantity: Callable[[Array], Array]) -> Array:
    """``E (1/T) sum_t quantity(theta_t)``, ``quantity`` from parameters (d, m) to (m,)."""
    means = [xp.dot(masses, quantity(theta)) for masses, theta in laws]
    return xp.sum(xp.stack(means)) / len(means)


def _merged(masses: Array, theta: Array) -> tuple[Array, Array]:
    if not theta.is_exact or theta.number_of_instances != 1:
        return masses, theta
    places: dict[Any, int] = {}
    ids = [places.setdefault(_key(column, k), len(places)) for k, column in enumerate(theta.numbers().T)]
    if len(places) == len(ids):
        return masses, theta
    firsts = np.array([ids.index(k) for k in range(len(places))])
    return xp.segment_sum(masses, np.array(ids), len(places)), theta[:, firsts]


def _key(column: np.ndarray, place: int) -> Any:
    """Something equal for equal rational columns, and different for all others."""
    return tuple(entry.fraction for entry in column) if all(entry.is_exact for entry in column) else place
