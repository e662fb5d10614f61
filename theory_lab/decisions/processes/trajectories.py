"""Trajectories of a decision process, and how far those of two processes are apart.

Under a policy a process is a law on words of states, actions and rewards. Two processes may be compared by these laws as
wholes, or step by step where one of them goes; the chain rule says how much either comparison can exceed the other.

Main definitions
----------------
``trajectory_law``    the law of ``(s_1, a_1, r_1, ..., s_H, a_H, r_H)``
``row_hellinger``     ``sum (sqrt p - sqrt q)^2`` of the rows of two tables, in [0, 2]
``row_variation``     ``sum |p - q| / 2`` of the rows
``local_sum``         ``sum_h E[distance of the rewards + distance of the next states]`` where one process goes
``mean_rewards``      ``r(s, a)`` from reward laws

Conventions
-----------
Reward laws are (H, S, A, R): outcome ``k`` at step ``h`` pays ``payments[h, k]``. Kernels are (H - 1, S, A, S),
policies (H, S, A). Words are in the order of their letters, the first letter most significant.

References
----------
arXiv:2112.13487, appendix A; arXiv:2312.16730, chapters 5 and 6.

Tags
----
trajectory laws, simulation lemma, Hellinger distance
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.decisions.processes.mdps import occupancies
from theory_lab.numbers import Array

__all__ = ["local_sum", "mean_rewards", "row_hellinger", "row_variation", "trajectory_law"]


@xp.formula
def trajectory_law(kernels: Array, reward_laws: Array, initial: Array, policy: Any) -> Array:
    """The law of the trajectory, shape ((S A R)^H,)."""
    horizon, states = reward_laws.shape[:2]
    law = initial[None, :]
    for step in range(horizon):
        acted = law[:, :, None] * policy[step]
        paid = acted[..., None] * reward_laws[step]
        if step + 1 == horizon:
            return paid.reshape(paid.size)
        moved = paid[..., None] * kernels[step][:, :, None, :]
        law = moved.reshape(moved.size // states, states)
    raise ValueError("a trajectory needs at least one step")


@xp.formula
def row_hellinger(p: Array, q: Array) -> Array:
    """``sum (sqrt p - sqrt q)^2`` along the last axis."""
    return xp.sum((xp.sqrt(p) - xp.sqrt(q)) ** 2, axis=-1)


@xp.formula
def row_variation(p: Array, q: Array) -> Array:
    """``sum |p - q| / 2`` along the last axis."""
    return xp.sum(abs(p - q), axis=-1) / 2


@xp.formula
def local_sum(kernels: Array, initial: Array, policy: Any, rewards: Array, moves: Array) -> Array:
    """``sum_h E[rewards_h(s_h, a_h)] + sum_{h < H} E[moves_h(s_h, a_h)]`` along ``kernels``; shape ().

    ``rewards`` (H, S, A) and ``moves`` (H - 1, S, A) are distances of reward laws and of kernels.
    """
    visits = occupancies(kernels, initial, policy)
    return xp.sum(visits * rewards) + xp.sum(visits[: len(moves)] * moves)


@xp.formula
def mean_rewards(reward_laws: Array, payments: Array) -> Array:
    """``E[r_h]`` in every state and action: (H, S, A, R) and (H, R) to (H, S, A)."""
    return xp.sum(reward_laws * payments[:, None, None, :], axis=-1)
