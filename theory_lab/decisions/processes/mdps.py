"""Finite-horizon decision processes.

A process of ``H`` steps draws a state, lets a policy act, pays a reward and moves on. Values come from the last step
backwards, occupancies from the first step forwards, and the two meet: the value is the occupancy times the reward.

Main definitions
----------------
``Process``, ``checked_rows``     kernels, rewards and the first state, checked row by row
``stochastic``                    rows proportional to given weights
``policy_values``                 ``Q`` and ``V`` of a policy, or of many
``optimal_values``                those of the best policy, by backward induction
``backup``                        ``r + P V``: one step of Bellman's operator at every step
``greedy``                        the first best action of every state
``occupancies``                   the law of (state, action) at every step
``deterministic_policies``        all of them, as whole numbers
``occupancy_program``             the best value as a linear program over occupancies

Conventions
-----------
Time is the first axis: kernels (H - 1, S, A, S), rewards (H, S, A), policies (H, ..., S, A), values (H, ..., S). Axes between are
many policies at once. After step ``H`` nothing follows.

References
----------
M. Puterman, Markov Decision Processes, 1994, chapter 4; arXiv:2312.16730, chapter 5.

Tags
----
Markov decision processes, Bellman equations, occupancy measures
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = [
    "POLICIES", "Process", "backup", "checked_rows", "deterministic_policies", "greedy", "occupancies", "occupancy_program",
    "optimal_values", "policy_values", "stochastic",
]  # fmt: skip

POLICIES = 1 << 20  # that are listed one by one: some hundred megabytes of actions
SLACK = 1e-9  # float rows may sum to 1 up to this


def checked_rows(laws: np.ndarray, what: str) -> np.ndarray:
    """``laws`` if every row along the last axis is a law; else ``ValueError`` names the first row that is none, and its sum."""
    sums, exact = laws.sum(axis=-1), laws.dtype == object
    wrong = (laws < 0).any(axis=-1) | ((sums != 1) if exact else ~(abs(sums - 1) <= SLACK))  # no number is none, too
    for place in np.argwhere(wrong):
        at, total = tuple(int(k) for k in place), np.asarray(sums)[tuple(place)]
        negative = " and has a negative entry" if (laws[tuple(place)] < 0).any() else ""
        raise ValueError(f"row {at if at else 0} of the {what} is no law: it sums to {total}{negative}")
    return laws


@dataclass(frozen=True, eq=False)
class Process:
    """Kernels (H - 1, S, A, S), rewards (H, S, A) and the law of the first state (S,), in fractions (object arrays) or floats.

    Raises ``ValueError`` on shapes, and for a row that is no law: its (step, state, action) and its sum.
    """

    kernels: np.ndarray
    rewards: np.ndarray
    initial: np.ndarray

    def __post_init__(self) -> None:
        if self.rewards.ndim != 3 or not self.rewards.size:
            raise ValueError(f"a process needs rewards (steps, states, actions), got shape {self.rewards.shape}")
        horizon, states, actions = self.rewards.shape
        if self.kernels.shape != (horizon - 1, states, actions, states) or self.initial.shape != (states,):
            raise ValueError(
                f"kernels {self.kernels.shape} and a first state {self.initial.shape} do not fit rewards {self.rewards.shape}"
            )
        checked_rows(self.kernels, "kernels (step, state, action)")
        checked_rows(self.initial, "first state")

    def arrays(self) -> tuple[Array, Array, Array]:
        """Kernels, rewards and first state as Arrays: exact for fractions, floats for floats."""
        build = xp.exact if self.rewards.dtype == object else xp.floats
        return build(self.kernels), build(self.rewards), build(self.initial)


@xp.formula
def stochastic(weights: Array) -> Array:
    """Rows along the last axis proportional to nonnegative weights; uniform where all of them are 0."""
    total = xp.sum(weights, axis=-1)[..., None]
    return xp.where(total > 0, weights / xp.where(total > 0, total, 1), xp.ratio(1, weights.shape[-1]))


@xp.formula
def policy_values(kernels: Array, rewards: Array, policy: Any) -> tuple[Array, Array]:
    """``Q`` (H, ..., S, A) and ``V`` (H, ..., S) of policies (H, ..., S, A), static or an Array.

    Raises ``ValueError`` on kernels that do not fit the rewards.
    """
    require_kernels(kernels, rewards)
    qs: list[Array] = []
    vs: list[Array] = []
    for step in reversed(range(len(rewards))):
        q = rewards[step] + _following(kernels, vs, step)
        vs.append(xp.sum(policy[step] * q, axis=-1))
        qs.append(q + 0 * policy[step])
    return xp.stack(qs[::-1]), xp.stack(vs[::-1])


@xp.formula
def optimal_values(kernels: Array, rewards: Array) -> tuple[Array, Array]:
    """``Q*`` (H, S, A) and ``V*`` (H, S); ``ValueError`` on kernels that do not fit the rewards."""
    require_kernels(kernels, rewards)
    qs: list[Array] = []
    vs: list[Array] = []
    for step in reversed(range(len(rewards))):
        qs.append(rewards[step] + _following(kernels, vs, step))
        vs.append(xp.max(qs[-1], axis=-1))
    return xp.stack(qs[::-1]), xp.stack(vs[::-1])


def require_kernels(kernels: Array, rewards: Array) -> None:
    """``ValueError`` unless kernels are (H - 1, S, A, S): others would be repeated along an axis, and be another process."""
    horizon, states, actions = rewards.shape
    if kernels.shape != (needed := (horizon - 1, states, actions, states)):
        raise ValueError(f"kernels of shape {kernels.shape} do not fit rewards of shape {rewards.shape}, which need {needed}")


def require_step(step: int, horizon: int) -> None:
    """``ValueError`` for a step that a process of ``horizon`` steps does not have."""
    if not 0 <= step < horizon:
        raise ValueError(f"the steps of a process of {horizon} steps are 0 to {horizon - 1}, not {step}")


def _following(kernels: Array, later: list[Array], step: int) -> Any:
    """``P V`` of the values found last, 0 after the last step."""
    return xp.sum(kernels[step] * later[-1][..., None, None, :], axis=-1) if later else 0


@xp.formula
def backup(kernels: Array, rewards: Array, values: Array) -> Array:
    """``r_h + P_h V_{h+1}`` from values (H, S), with ``V_{H+1} = 0``; shape (H, S, A).

    Raises ``ValueError`` on kernels that do not fit the rewards.
    """
    require_kernels(kernels, rewards)
    if len(rewards) == 1:
        return rewards
    following = xp.sum(kernels * values[1:][:, None, None, :], axis=-1)
    return rewards + xp.concatenate([following, 0 * rewards[:1]])


@xp.formula
def greedy(q: Array) -> Array:
    """The indicator of the first best action, along the last axis of (..., A)."""
    best, free, chosen = xp.max(q, axis=-1), 1, []
    for action in range(q.shape[-1] - 1):
        chosen.append(free * xp.at_least(q[..., action], best))
        free = free - chosen[-1]
    rows = xp.stack([*chosen, free + 0 * best])
    return rows.restructured(lambda x: np.moveaxis(x, 0, -2))


@xp.formula
def occupancies(kernels: Array, initial: Array, policy: Any) -> Array:
    """``P(s_h = s, a_h = a)`` under policies (H, ..., S, A), of the same shape.

    Raises ``ValueError`` on kernels that do not fit the policies; they may be those of more steps.
    """
    cells = tuple(policy.shape[-2:])
    if len(policy) > 1 and (len(kernels) < len(policy) - 1 or kernels.shape[1:] != (*cells, cells[0])):
        raise ValueError(
            f"kernels of shape {kernels.shape} do not fit policies of {len(policy)} steps on (states, actions) {cells}"
        )
    found, states = [], initial
    for step in range(len(policy)):
        found.append(states[..., None] * policy[step])
        if step + 1 < len(policy):
            states = xp.sum(xp.sum(found[-1][..., None] * kernels[step], axis=-3), axis=-2)
    return xp.stack(found)


def deterministic_policies(horizon: int, states: int, actions: int) -> np.ndarray:
    """All ``A^(S H)`` deterministic policies as whole numbers (H, N, S, A).

    Raises ``ValueError`` before anything is built when there are more than ``POLICIES``, and without a step, state or action.
    """
    if min(horizon, states, actions) < 1:
        raise ValueError(f"policies need a step, a state and an action, not {horizon}, {states} and {actions}")
    if (count := actions ** (states * horizon)) > POLICIES:
        raise ValueError(
            f"{states} states, {actions} actions and {horizon} steps have {count:,} policies, beyond the limit of {POLICIES:,}"
        )
    choices = np.array(list(product(range(actions), repeat=states * horizon))).reshape(-1, horizon, states)
    return (choices.transpose(1, 0, 2)[..., None] == np.arange(actions)).astype(np.int8)


@xp.formula
def occupancy_program(kernels: Array, rewards: Array, initial: Array) -> Array:
    """The best value as ``max <d, r>`` over flows ``d``: what enters a state leaves it through its actions; shape ()."""
    horizon, states, actions = rewards.shape
    width, unit = states * actions, xp.ones((), like=rewards)
    leave = np.kron(np.eye(states, dtype=int), np.ones((1, actions), dtype=int)) * unit
    rows = []
    for step in range(horizon):
        blocks = [xp.zeros((states, width), like=rewards)] * horizon
        blocks[step] = leave
        if step:
            blocks[step - 1] = -kernels[step - 1].reshape(width, states).T
        rows.append(xp.concatenate([block.T for block in blocks]).T)
    flow = xp.concatenate(rows)
    right = xp.concatenate([initial, xp.zeros((states * (horizon - 1),), like=initial)]) if horizon > 1 else initial
    limits = xp.concatenate([flow, -flow]), xp.concatenate([right, -right])
    return -xp.lp_value(-rewards.reshape(horizon * width), *limits)
