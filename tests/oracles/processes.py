"""Slow and obvious decision processes: every trajectory of states, actions and rewards, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

Trajectory = tuple[tuple[int, int], ...]


def trajectories(kernels: Any, initial: Sequence[Fraction], policy: Any) -> Iterator[tuple[Trajectory, Fraction]]:
    """All sequences of (state, action) and their probabilities."""
    horizon, states, actions = len(policy), len(initial), len(policy[0][0])
    for path in product(product(range(states), range(actions)), repeat=horizon):
        chance = initial[path[0][0]]
        for step, (state, action) in enumerate(path):
            chance = chance * policy[step][state][action]
            if step + 1 < horizon:
                chance = chance * kernels[step][state][action][path[step + 1][0]]
        yield path, chance


def value(kernels: Any, rewards: Any, initial: Sequence[Fraction], policy: Any) -> Fraction:
    """The expected total reward, as a sum over trajectories."""
    total = Fraction(0)
    for path, chance in trajectories(kernels, initial, policy):
        total += chance * sum(rewards[step][state][action] for step, (state, action) in enumerate(path))
    return total


def occupancy(kernels: Any, initial: Sequence[Fraction], policy: Any) -> Counter[Any]:
    """The probability of every (step, state, action)."""
    found: Counter[Any] = Counter()
    for path, chance in trajectories(kernels, initial, policy):
        for step, (state, action) in enumerate(path):
            found[step, state, action] += chance
    return found


def policies(horizon: int, states: int, actions: int) -> Iterator[Any]:
    """All deterministic policies as nested lists of 0 and 1."""
    for choices in product(range(actions), repeat=horizon * states):
        yield [
            [[int(choices[step * states + state] == action) for action in range(actions)] for state in range(states)]
            for step in range(horizon)
        ]
