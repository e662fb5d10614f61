"""The layered path task, in closed form.

A prompt asks for a path through layers of ``width`` nodes. In a *choice* layer two nodes can be passed, one on the
parity of the layer and one against it; in a *forced* layer one can. The majority of prompts wants the parity in every
choice layer, the minority the opposite, and nothing in the prompt tells which. A log-linear model with one feature for "can be
passed" and one small feature for "on the parity" learns the paths first and the majority's shortcut later: the
divergence falls all the way while coverage is gained and lost again.

Main definitions
----------------
``Task``             layers, width, shortcut strength, share of the majority
``log_paths``        log-probabilities of the majority's and the minority's path
``divergence``, ``uncovered``, ``passes``   KL, coverage profile and Pass@N from them
``ascent``           the gradient of minus the KL
``descent``          full-batch gradient descent with a fixed rate
``enclosed_descent``, ``enclosed_paths``   its parameters and log-probabilities as balls
``checkpoints``      the steps at which the figures look

Conventions
-----------
Parameters are ``(passable, shortcut)``, start 0. Results that belong to the two classes list the majority first. Nats; each class
has one right path, so the ratio of the data to the model is the reciprocal of the path's probability.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Figures 1 and 2 and Appendix C (the task with neural networks).

Tags
----
coverage along training, shortcut learning, gradient descent
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from flint import arb, fmpq

from theory_lab import numbers as xp
from theory_lab.learning.training.dynamics import Algorithm, State, trajectory
from theory_lab.learning.training.updates import plain
from theory_lab.numbers import Array, Real
from theory_lab.numbers.arithmetics import exact as real_arrays

__all__ = [
    "Task",
    "ascent",
    "checkpoints",
    "descent",
    "divergence",
    "enclosed_descent",
    "enclosed_paths",
    "log_paths",
    "passes",
    "uncovered",
]


@dataclass(frozen=True)
class Task:
    """``choice`` layers with two passable nodes and ``forced`` layers with one, of ``width`` nodes each.

    Raises ``ValueError`` for a negative number of layers, for fewer than 2 nodes and a majority that is no share.
    """

    choice: int = 4
    forced: int = 2
    width: int = 4
    strength: Fraction = Fraction(3, 100)
    majority: Fraction = Fraction(3, 4)

    def __post_init__(self) -> None:
        if min(self.choice, self.forced) < 0 or self.width < 2 or not 0 <= self.majority <= 1:
            raise ValueError(f"a task has layers of at least 2 nodes and a share of the majority in [0, 1], not {self}")

    @property
    def weights(self) -> tuple[Fraction, Fraction]:
        """The shares of the two classes."""
        return self.majority, 1 - self.majority


@xp.formula
def log_paths(task: Task, theta: Array) -> Array:
    """Log-probabilities of the two paths at ``theta`` (2,) or (2, m); shape (2,) or (2, m)."""
    on, against, forced = _letters(task, *_powers(task, theta))
    common = task.forced * xp.log(forced)
    return xp.stack([task.choice * xp.log(on) + common, task.choice * xp.log(against) + common])


@xp.formula
def ascent(task: Task, theta: Array) -> Array:
    """Minus the gradient of the KL at ``theta`` (2,) or (2, m)."""
    passable, shortcut = _powers(task, theta)
    return xp.stack(_slopes(task, passable, shortcut, task.strength, 2 * task.majority - 1))


def _powers(task: Task, theta: Array) -> tuple[Array, Array]:
    """``exp(-passable)`` and ``exp(strength * shortcut)``."""
    return xp.exp(-theta[0]), xp.exp(task.strength * theta[1])


def _letters(task: Task, passable: Any, shortcut: Any) -> tuple[Any, Any, Any]:
    """Probabilities of the node on the parity, of the one against it, and of the forced node."""
    inverse = 1 / shortcut
    total = shortcut + inverse + (task.width - 2) * passable
    return shortcut / total, inverse / total, 1 / (1 + (task.width - 1) * passable)


def _slopes(task: Task, passable: Any, shortcut: Any, strength: Any, lead: Any) -> list[Any]:
    on, against, forced = _letters(task, passable, shortcut)
    alive = task.choice * (1 - on - against) + task.forced * (1 - forced)
    return [alive, task.choice * strength * (lead - (on - against))]


@xp.formula
def divergence(task: Task, logs: Array) -> Array:
    """``KL = -sum_c w_c log p_c`` from ``log_paths``."""
    first, second = task.weights
    return -(first * logs[0] + second * logs[1])


@xp.formula
def uncovered(task: Task, logs: Array, level: int) -> Array:
    """``Cov_N = sum_c w_c 1{1/p_c >= N}`` from ``log_paths``; ``level`` is a whole number."""
    first, second = task.weights
    missed = xp.at_least(-logs, xp.log(xp.full((), level, like=logs)))
    return first * missed[0] + second * missed[1]


@xp.formula
def passes(task: Task, logs: Array, attempts: int) -> Array:
    """``Pass@N = sum_c w_c (1 - (1 - p_c)^N)`` from ``log_paths``."""
    first, second = task.weights
    failures = (1 - xp.exp(logs)) ** attempts
    return 1 - first * failures[0] - second * failures[1]


def descent(task: Task, rate: Any, steps: int, start: Any = None) -> Any:
    """Parameters before and after each of ``steps`` full-batch steps, shape (steps + 1, 2).

    Floats through ``lax.scan`` when ``start`` is a JAX array (the default), exact enclosures when it is an exact Array.
    """
    if start is None:
        import jax.numpy as jnp

        start = jnp.zeros(2)
    algorithm = Algorithm(State, lambda state, _: State(plain(state.theta, ascent(task, state.theta), rate)))
    return trajectory(algorithm, start, np.zeros(steps))


@lru_cache(maxsize=8)
def enclosed_descent(task: Task, rate: Fraction, steps: int, bits: int = 256) -> Array:
    """Enclosures of all parameters of ``descent`` from 0, an exact Array (steps + 1, 2) of balls.

    The same slopes in scalar balls, thirty times faster than in Arrays; the radii grow with the curvature that the
    path meets, which costs some 100 of the bits over 20,000 steps.
    """
    size, strength, lead = (fmpq(x.numerator, x.denominator) for x in (rate, task.strength, 2 * task.majority - 1))
    passable = shortcut = arb(0)
    visited = [(passable, shortcut)]
    with xp.precision(bits):
        for _ in range(steps):
            slopes = _slopes(task, (-passable).exp(), (strength * shortcut).exp(), strength, lead)
            passable, shortcut = passable + size * slopes[0], shortcut + size * slopes[1]
            visited.append((passable, shortcut))
    balls = np.array([[Real(None, x) for x in pair] for pair in visited], dtype=object)
    return Array(real_arrays, balls[..., None])


@lru_cache(maxsize=8)
def enclosed_paths(task: Task, rate: Fraction, steps: int, bits: int = 256) -> Array:
    """``log_paths`` along ``enclosed_descent`` at these bits, an exact Array (2, steps + 1) of balls of 64 bits."""
    theta = enclosed_descent(task, rate, steps, bits)
    with xp.precision(64, False):
        return log_paths(task, theta.T)


def checkpoints(steps: int, count: int = 40) -> list[int]:
    """Step 0 and the distinct whole numbers nearest to ``count`` logarithmically spaced steps from 1 to ``steps``.

    Raises ``ValueError`` without a step.
    """
    if steps < 1:
        raise ValueError(f"a training has at least one step, not {steps}")
    return [0, *np.unique(np.round(np.geomspace(1, steps, count)).astype(int)).tolist()]
