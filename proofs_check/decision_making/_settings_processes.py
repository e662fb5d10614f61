"""The hypotheses on tabular decision processes, as spaces of instances.

A size begins with the numbers of states, actions and steps. Kernels are tables of weights, the rows of which become laws by
`mdps.stochastic`.

Main definitions: `processes`, `two_processes`; the fields `moves`, `pairs`, `starts`; `paid`, `trajectory_distances`.

Conventions: a further field is a kind of field, or a function of (states, actions, steps) that gives one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space, Table
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array

Derived = Callable[[Instance], Mapping[str, Any]]


def processes(size: tuple[int, ...], derived: Derived | None = None, **fields: Any) -> Space:
    """A process of arXiv:2312.16730, Section 5.1: the kernels of all steps but the last, as tables of weights."""
    made = {name: field(*size[:3]) if callable(field) else field for name, field in fields.items()}
    return Space(weights=moves(*size[:3]), **made, derived=derived)


def two_processes(size: tuple[int, ...], derived: Derived, **fields: Any) -> Space:
    """Two processes with rewards 0 and 1: their kernels, and the chances of a reward."""
    other = {"other_weights": moves, "other_chances": pairs}
    return processes(size, derived, chances=pairs, **other, **fields)


def moves(states: int, actions: int, steps: int) -> Table:
    """Weights of the next state, for every step but the last."""
    return Table((steps - 1, states, actions, states), 0, 1)


def pairs(states: int, actions: int, steps: int) -> Table:
    """A number in [0, 1] for every step, state and action: a reward, or the weight of the action."""
    return Table((steps, states, actions), 0, 1)


def starts(states: int, actions: int, steps: int) -> Simplex:
    """The law of the first state."""
    return Simplex(states)


def paid(chances: Array) -> Array:
    """The laws of the rewards 1 and 0."""
    return xp.stack([chances.T, 1 - chances.T]).T


def trajectory_distances(size: tuple[int, ...]) -> Space:
    """``D_H^2`` of the trajectories of a policy in two processes, and the sum of those of the steps where the first one goes."""

    def derived(i: Instance) -> dict[str, Array]:
        policy = mdps.stochastic(i.choices)
        kernels = [mdps.stochastic(weights) for weights in (i.weights, i.other_weights)]
        rewards = [paid(chances) for chances in (i.chances, i.other_chances)]
        first, second = (
            trajectories.trajectory_law(kernel, law, i.initial, policy) for kernel, law in zip(kernels, rewards, strict=True)
        )
        steps = (trajectories.row_hellinger(*rewards), trajectories.row_hellinger(*kernels))
        return {"whole": 2 * hellinger2(first, second), "local": trajectories.local_sum(kernels[0], i.initial, policy, *steps)}

    return two_processes(size, derived, choices=pairs, initial=starts)
