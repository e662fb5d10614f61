"""How well one law covers what policies can reach.

Coverability asks for the law on (state, action) whose largest ratio to any occupancy is least. That is one linear program,
and its value has a name of its own: the sum of the largest probabilities with which anything can be reached.

Main definitions
----------------
``largest_occupancies``        ``max over policies of P(s_h = s, a_h = a)``, by backward induction
``cumulative_reachability``    their sum over (state, action), for every step
``coverability``               ``min over laws of the largest ratio``, by a linear program over all policies
``concentrability``            the largest ratio to a given law

Conventions
-----------
Kernels (H - 1, S, A, S), first state (S,), as in ``mdps``. Ratios are 0 where nothing is reached and infinite where the law is 0
and something is.

References
----------
T. Xie, D. Foster, Y. Bai, N. Jiang, S. Kakade, The Role of Coverage in Online Reinforcement Learning, 2023.

Tags
----
coverability, concentrability, occupancy measures
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.processes.mdps import deterministic_policies, occupancies, require_step
from theory_lab.numbers import Array

__all__ = ["concentrability", "coverability", "cumulative_reachability", "largest_occupancies"]


@xp.formula
def largest_occupancies(kernels: Array, initial: Array) -> Array:
    """``max over policies of P(s_h = s, a_h = a)``, shape (H, S, A): reach the state, then play the action."""
    states, actions = kernels.shape[1:3]
    layers = []
    for step in range(len(kernels) + 1):
        reached = np.eye(states, dtype=int) * xp.ones((), like=kernels)  # one row per target
        for earlier in reversed(range(step)):
            reached = xp.max(xp.sum(kernels[earlier] * reached[:, None, None, :], axis=-1), axis=-1)
        layers.append(xp.dot(reached, initial))
    chances = xp.stack(layers)
    return xp.broadcast_to(chances[:, :, None], (*chances.shape, actions))


@xp.formula
def cumulative_reachability(kernels: Array, initial: Array) -> Array:
    """``sum over (s, a) of max over policies of P(s_h = s, a_h = a)``, shape (H,)."""
    return xp.sum(xp.sum(largest_occupancies(kernels, initial), axis=-1), axis=-1)


@xp.formula
def concentrability(occupancy: Array, law: Array) -> Array:
    """``max over (s, a) of occupancy / law``, shape () from (S, A) twice."""
    covered, visited = law > 0, occupancy > 0
    return xp.max(xp.where(covered, occupancy / xp.where(covered, law, 1), xp.where(visited, xp.INFINITY, 0)))


@xp.formula
def coverability(kernels: Array, initial: Array, step: int) -> Array:
    """``min over laws mu of max over policies and (s, a) of P(s_h = s, a_h = a) / mu(s, a)`` at one step; shape ().

    The least total of ``nu = C mu`` that lies above the occupancies of all deterministic policies. Raises
    ``ValueError`` when there are too many of those, and for a step that the process does not have.
    """
    require_step(step, len(kernels) + 1)
    states, actions = kernels.shape[1:3]
    policies = deterministic_policies(step + 1, states, actions)
    visits = occupancies(kernels, initial, policies)[step]
    width = states * actions
    rows = -np.tile(np.eye(width, dtype=int), (len(visits), 1)) * xp.ones((), like=kernels)
    return xp.lp_value(xp.ones((width,), like=kernels), rows, -visits.reshape(len(visits) * width))
