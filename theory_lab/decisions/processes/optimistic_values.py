"""Optimistic value iteration.

UCB-VI keeps counts, plans in the empirical process with a bonus on every value, clips at what values can be, and
plays greedily. Its values stay above the optimal ones as long as the bonus exceeds the error of one backup of the
optimal values.

Main definitions
----------------
``optimistic_values``      ``Q_h = min(cap_h, r_h + P V_{h+1} + bonus_h)``, backwards from 0
``backup_errors``          ``|(Phat - P) V*|``: what the bonus must exceed
``UcbVi``, ``play``        the algorithm on counts, and runs of it in floats
``least_squares_values``   optimistic values that are linear in features, by ridge regression (LSVI-UCB)
``delayed_reward``         the process on which clipping at 1 loses optimism

Conventions
-----------
Shapes as in ``mdps``. A pair that was never visited has the value of its cap. Rewards are known. Ties go to the last action.

References
----------
M. Azar, I. Osband, R. Munos, Minimax Regret Bounds for Reinforcement Learning, 2017; arXiv:2312.16730, Theorem 1.

Tags
----
optimism, UCB-VI, tabular reinforcement learning
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.processes.mdps import Process, optimal_values, require_kernels
from theory_lab.numbers import Array

__all__ = ["UcbVi", "backup_errors", "delayed_reward", "least_squares_values", "optimistic_values", "play"]


@xp.formula
def optimistic_values(kernels: Array, rewards: Array, bonuses: Array, caps: Array) -> tuple[Array, Array]:
    """``Q`` (H, S, A) and ``V`` (H, S) from bonuses (H, S, A) and caps (H,); ``ValueError`` on kernels that do not fit."""
    require_kernels(kernels, rewards)
    qs: list[Array] = []
    vs: list[Array] = []
    for step in reversed(range(len(rewards))):
        q = rewards[step] + bonuses[step]
        if vs:
            q = q + xp.sum(kernels[step] * vs[-1][None, None, :], axis=-1)
        qs.append(xp.minimum(q, caps[step]))
        vs.append(xp.max(qs[-1], axis=-1))
    return xp.stack(qs[::-1]), xp.stack(vs[::-1])


@xp.formula
def backup_errors(kernels: Array, other: Array, rewards: Array) -> Array:
    """``|(P' - P) V*_{h+1}|`` with ``V*`` of the first kernels, 0 at the last step; shape (H, S, A).

    Raises ``ValueError`` on kernels that do not fit the rewards.
    """
    require_kernels(other, rewards)
    values = optimal_values(kernels, rewards)[1]
    errors = abs(xp.sum((other - kernels) * values[1:][:, None, None, :], axis=-1))
    return xp.concatenate([errors, 0 * rewards[:1]])


@dataclass(frozen=True, eq=False)
class UcbVi:
    """UCB-VI for ``episodes`` episodes: bonus ``2 sqrt(log(2 S A H T / failure) / n)``, values clipped at ``caps`` (H,)."""

    episodes: int
    failure: float
    caps: np.ndarray

    def plan(self, rewards: np.ndarray, moves: np.ndarray, visits: np.ndarray) -> np.ndarray:
        """``Q`` (..., H, S, A) from the numbers of transitions (..., H - 1, S, A, S) and visits (..., H, S, A)."""
        horizon, states, actions = rewards.shape
        scale = 4 * log(2 * states * actions * horizon * self.episodes / self.failure)
        seen = np.maximum(visits, 1)
        q = rewards + np.where(visits > 0, np.sqrt(scale / seen), np.inf)
        shares = moves / seen[..., : horizon - 1, :, :, None]
        value = np.zeros((*visits.shape[:-3], states))
        for step, cap in reversed([*enumerate(self.caps.tolist())]):
            now = q[..., step, :, :]
            if step + 1 < horizon:
                now += np.add.reduce(shares[..., step, :, :, :] * value[..., None, None, :], axis=-1)
            np.minimum(now, cap, out=now)
            value = np.maximum.reduce(now, axis=-1)
        return q


def play(learner: UcbVi, process: Process, rng: np.random.Generator, runs: int = 1) -> np.ndarray:
    """The first action of every episode from the state of largest initial probability, shape (runs, episodes)."""
    horizon, states, actions = process.rewards.shape
    kernels, rewards = process.kernels.astype(float), process.rewards.astype(float)
    moves, visits = (np.zeros((runs, *table.shape)) for table in (kernels, rewards))
    start, sums = int(process.initial.argmax()), kernels.cumsum(axis=3)
    every, steps, here = np.arange(runs), np.arange(horizon), np.arange(states)
    chosen = np.empty((runs, learner.episodes), dtype=int)
    for episode in range(learner.episodes):
        q = learner.plan(rewards, moves, visits)
        greedy = actions - 1 - q[..., ::-1].argmax(axis=-1)
        draws = rng.random((horizon, runs, 1))[: horizon - 1].swapaxes(0, 1)[..., None]
        # Where each state would lead, at all steps together: a path only looks it up.
        following = (sums[steps[:-1, None], here, greedy[:, :-1]] < draws).sum(axis=-1)
        path = np.full((runs, horizon), start)
        for step in range(horizon - 1):
            path[:, step + 1] = following[every, step, path[:, step]]
        acted = greedy[every[:, None], steps, path]
        visits[every[:, None], steps, path, acted] += 1
        moves[every[:, None], steps[:-1], path[:, :-1], acted[:, :-1], path[:, 1:]] += 1
        chosen[:, episode] = greedy[:, 0, start]
    return chosen


def least_squares_values(
    features: np.ndarray, rewards: np.ndarray, moves: np.ndarray, visits: np.ndarray, ridge: float, width: float, caps: np.ndarray
) -> np.ndarray:
    """``Q_h = min(cap_h, <w_h, phi> + width |phi|)`` (H, S, A), in floats; ``w_h`` fits ``r + max Q_{h+1}``, features (S, A, d).

    Numbers of transitions (H - 1, S, A, S) and visits (H, S, A) are the data; ``|phi|`` is in the inverse of
    ``ridge I + sum phi phi^T``. Raises ``ValueError`` unless the ridge is positive and the width at least 0.
    """
    if not (ridge > 0 and width >= 0):
        raise ValueError(f"least squares need a positive ridge and a width of at least 0, not {ridge} and {width}")
    horizon, states, _ = rewards.shape
    q, value = np.empty(rewards.shape), np.zeros(states)
    for step in reversed(range(horizon)):
        targets = visits[step] * rewards[step] + (moves[step] @ value if step + 1 < horizon else 0)
        design = ridge * np.eye(features.shape[2]) + np.einsum("sa,sai,saj->ij", visits[step], features, features)
        inverse = np.linalg.inv(design)
        lengths = np.sqrt(np.einsum("sai,ij,saj->sa", features, inverse, features))
        weights = inverse @ np.einsum("sa,sai->i", targets, features)
        q[step] = np.minimum(features @ weights + width * lengths, caps[step])
        value = q[step].max(axis=1)
    return q


def delayed_reward(steps: int = 11, sure: Fraction = Fraction(9, 10)) -> Process:
    """Three states: the start, one that pays 1 in each later step, one that never pays; two actions at the start.

    Action 0 pays ``sure`` and ends, action 1 pays 0 and reaches the good state with probability ``1/(steps - 1)``. ``V*_1 = 1``.
    Raises ``ValueError`` for fewer than 2 steps.
    """
    if steps < 2:
        raise ValueError(f"a reward is delayed over 2 steps or more, not {steps}")
    chance = Fraction(1, steps - 1)
    kernels, rewards = np.full((steps - 1, 3, 2, 3), Fraction(0)), np.full((steps, 3, 2), Fraction(0))
    kernels[:, 0, 0, 2] = Fraction(1)
    kernels[:, 0, 1, 1], kernels[:, 0, 1, 2] = chance, 1 - chance
    kernels[:, 1, :, 1], kernels[:, 2, :, 2] = Fraction(1), Fraction(1)
    rewards[0, 0, 0], rewards[1:, 1] = sure, Fraction(1)
    return Process(kernels, rewards, np.array([Fraction(1), Fraction(0), Fraction(0)]))
