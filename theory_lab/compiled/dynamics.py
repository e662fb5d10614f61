"""Training runs by the million: all seeds and all rates in one compiled call.

Samples are drawn inside the loop and a run keeps only what is measured, so that memory does not grow with the number of steps.
All rates of a seed see the same samples, which makes them comparable.

Main definitions
----------------
``trajectories``   what is measured along runs, for every seed and every rate
``ends``           the last parameters only

Conventions
-----------
``source``, ``optimiser`` and ``measure`` are static: values of ``sources`` and ``optimisers``, and one function
``measure(problem, theta)``, not a new lambda each time. Measured are the parameters before the first step and after every
``every`` steps. Derivatives with respect to rates, start and problem go through the samples as drawn.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Section 5.

Tags
----
stochastic gradient descent, vmap, scan
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from theory_lab.compiled.optimisers import Optimiser
from theory_lab.compiled.sources import Source
from theory_lab.compiled.trees import Floats

__all__ = ["ends", "trajectories"]


@partial(jax.jit, static_argnames=("source", "optimiser", "measure", "steps", "every"))
def trajectories(
    problem: Any,
    theta: Floats,
    rates: Any,
    keys: Any,
    *,
    source: Source,
    optimiser: Optimiser,
    measure: Callable[[Any, Floats], Any],
    steps: int,
    every: int = 1,
) -> Any:
    """What ``measure`` says along the runs from ``theta`` (d,); pytrees of shape (seeds, rates, steps // every + 1, ...).

    ``rates`` is (rates,), ``keys`` (seeds,) of ``jax.random.key``.  Raises ``ValueError`` where ``every`` does not divide
    ``steps``, as the last ones would not be taken.
    """
    if every < 1 or steps < 0 or steps % every:
        raise ValueError(f"what is measured after every {every} steps is not measured after {steps}")

    def run(key: Any, rate: Any) -> Any:
        algorithm = source.algorithm(problem, optimiser, rate)

        def step(time: Any, state: Any) -> Any:
            return algorithm.step(state, source.draw(problem, jax.random.fold_in(key, time)))

        def stretch(state: Any, start: Any) -> tuple[Any, Any]:
            state = jax.lax.fori_loop(0, every, lambda j, state: step(start + j, state), state)
            return state, measure(problem, state.theta)

        _, later = jax.lax.scan(stretch, algorithm.init(theta), every * jnp.arange(steps // every))
        return jax.tree.map(lambda first, rest: jnp.concatenate([first[None], rest]), measure(problem, theta), later)

    return jax.vmap(jax.vmap(run, (None, 0)), (0, None))(keys, rates)


def ends(problem: Any, theta: Floats, rates: Any, keys: Any, *, source: Source, optimiser: Optimiser, steps: int) -> Floats:
    """The parameters after ``steps`` steps; shape (seeds, rates, d)."""
    found = trajectories(
        problem, theta, rates, keys, source=source, optimiser=optimiser, measure=_itself, steps=steps, every=max(steps, 1)
    )
    return found[:, :, -1]


def _itself(problem: Any, theta: Floats) -> Floats:
    return theta
