"""Policies with rewards, groups of samples, preferences, and clipped surrogates.

Main definitions: `bandit`, `preferences`, `surrogates` (spaces); `value`, `gradient`, `scores`; `group_mean`, `normalised`,
`sign`, `told_apart`; `tilted`, `preference_loss`; `clipped`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Simplex, Space, Table
from theory_lab.numbers import Array


def bandit(n: int, **fields: Any) -> Space:
    """A policy on ``n`` actions with rewards in [0, 1]."""
    return Space(policy=Simplex(n), reward=Table(n, 0, 1), **fields)


def preferences(n: int) -> Space:
    """A reference policy, the weights ``exp(r/beta)`` of the true rewards, and any other policy."""
    return Space(ref=Simplex(n, positive=True), weight=Table(n, 1, 4), policy=Simplex(n, positive=True))


def surrogates(n: int) -> Space:
    """An old policy with all actions, centred advantages, a new policy and the range of clipping."""
    return Space(
        old=Simplex(n, positive=True), reward=Table(n, 0, 1), policy=Simplex(n), eps=Ratio(xp.ratio(1, 10), xp.ratio(1, 2)),
        derived=lambda i: {"advantage": i.reward - xp.dot(i.old, i.reward), "rho": i.policy / i.old},
    )  # fmt: skip


def value(i: Instance) -> Array:
    """``E_pi r``."""
    return xp.dot(i.policy, i.reward)


def gradient(i: Instance) -> Array:
    """The gradient of the value in the logits, ``pi (r - V)``; (n,)."""
    return i.policy * (i.reward - value(i))


def scores(i: Instance) -> Array:
    """``e_a - pi``, one row for each action; (n, n)."""
    return np.eye(len(i.policy), dtype=int) - i.policy[None]


def group_mean(i: Instance, size: int, advantages: Callable[[Array], Array]) -> Array:
    """``E (1/G) sum_j A_j score(a_j)`` over all groups of so many actions, with the advantages of their rewards; (n,)."""
    terms, table = [], scores(i)
    for group in product(range(len(i.policy)), repeat=size):
        chosen = np.array(group)
        gains = advantages(i.reward[chosen])
        terms.append(xp.prod(i.policy[chosen]) * xp.sum(gains[:, None] * table[chosen], axis=0) / size)
    return xp.sum(xp.stack(terms), axis=0)


def told_apart(x: Array) -> Array:
    """A vector as one number, its k-th entry with weight ``10^-k``."""
    return xp.sum(xp.stack([x[k] / 10**k for k in range(len(x))]))


def normalised(rewards: Array) -> Array:
    """``(r - mean)/std`` with the standard deviation of the group; 0 where all rewards agree."""
    centred = rewards - xp.sum(rewards) / len(rewards)
    spread = xp.sum(centred**2) / len(rewards)
    varied = spread > 0
    return xp.where(varied, centred / xp.sqrt(xp.where(varied, spread, 1)), 0)


def sign(x: Array) -> Array:
    """1, 0 or -1."""
    return xp.indicator(x > 0) - xp.indicator(x < 0)


def tilted(i: Instance) -> Array:
    """The optimum of the regularised problem, ``ref w`` over its sum."""
    return i.ref * i.weight / xp.sum(i.ref * i.weight)


def preference_loss(i: Instance, policy: Array) -> Array:
    """The loss of direct preference optimisation over pairs from ``ref``, with preferences ``w/(w + w')``."""
    ratio = policy / i.ref
    terms = []
    for a, b in product(range(len(ratio)), repeat=2):
        preferred = i.weight[a] / (i.weight[a] + i.weight[b])
        terms.append(-i.ref[a] * i.ref[b] * preferred * xp.log(ratio[a] / (ratio[a] + ratio[b])))
    return xp.sum(xp.stack(terms))


def clipped(i: Instance) -> Array:
    """``E_old min(rho A, clip(rho, 1 - eps, 1 + eps) A)``."""
    near = xp.minimum(xp.maximum(i.rho, 1 - i.eps), 1 + i.eps)
    return xp.dot(i.old, xp.minimum(i.rho * i.advantage, near * i.advantage))
