"""Inference-time alignment for the responses of a real model, in NumPy.

Two kinds of functions. *Laws*: given the distinct responses to one prompt with their frequencies and rewards, the
exact output law of an algorithm with N draws, without resampling. *Choices*: given the rewards of N drawn
responses, the index of the one to return.

Main definitions
----------------
``best_of_n_law``, ``best_of_n_choice``                the draw of largest reward
``top_k_law``                                          one of the ``k`` draws of largest reward
``soft_best_of_n_law``, ``soft_choice``                a draw with probability proportional to ``exp(reward / temperature)``
``best_of_majority_law``, ``majority_choice``          the best response among those that are frequent among the draws
``pessimism_law``, ``pessimistic_choice``              rejection sampling of the chi-square regularised policy
``estimated_pessimism_law``                            the same when its normalising constant is estimated from N draws

Conventions
-----------
Arrays are NumPy: ``base`` (n,) sums to 1 and may have zeros, ``reward`` (n,) or ``rewards`` (N,) is finite. The
pessimistic algorithms need rewards in ``[0, bound]``; others only compare. Their strength may be 0 (regularised to the
largest reward) or infinite (the base law), the limits of a tuned strength. In a law equal rewards are tied: Best-of-N
breaks ties uniformly, Best-of-Majority by position. Everything outside raises ``ValueError`` naming the entry.

References
----------
A. Huang et al., arXiv:2503.21878; C. Verdun et al., arXiv:2505.03156 (soft Best-of-N); arXiv:2510.03199
(Best-of-Majority).

Tags
----
Best-of-N, pessimism, inference-time alignment, empirical laws
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from theory_lab.decoding.responses import pools
from theory_lab.decoding.responses.pessimism import pessimistic_sampler
from theory_lab.numbers.whole.types import number_of_types

__all__ = [
    "Enclosed",
    "best_of_majority_law",
    "best_of_n_choice",
    "best_of_n_law",
    "estimated_pessimism_law",
    "majority_choice",
    "pessimism_law",
    "pessimistic_choice",
    "soft_best_of_n_law",
    "soft_choice",
    "top_k_law",
]

Vector = NDArray[np.float64]
MOST_DRAWS = 1 << 53
MOST_TYPES = 20_000  # of samples, summed over exactly; beyond them an estimate with its error is faster


class Enclosed(NamedTuple):
    """A law (n,) and a bound on its total variation distance to the exact one, rounding aside."""

    law: Vector
    error: float


def best_of_n_law(base: ArrayLike, reward: ArrayLike, draws: float) -> Vector:
    """The law of a largest-reward draw among ``draws`` draws, uniform among tied draws; shape (n,).

    Sorts once. ``draws`` is a real number, at least 1: the law is ``p(y) (F^N - G^N)/(F - G)`` with the base mass
    ``F`` of rewards at most ``r(y)`` and ``G`` of smaller ones.
    """
    base, reward = _responses(base, reward)
    return pools.best_of_n(base, reward, _at_least_one(draws))


def top_k_law(base: ArrayLike, reward: ArrayLike, draws: int, k: int) -> Vector:
    """The law of a uniform choice among the ``k`` draws of largest reward, ties in random order; shape (n,)."""
    base, reward = _responses(base, reward)
    draws = _whole(draws)
    if not 1 <= k <= draws or int(k) != k:
        raise ValueError(f"the number of kept draws is whole and lies between 1 and {draws}, got {k}")
    return pools.top_k(base, reward, draws, int(k))


def soft_best_of_n_law(base: ArrayLike, reward: ArrayLike, draws: int, temperature: float) -> Vector:
    """The law of one of ``draws`` draws, chosen with probability proportional to ``exp(reward / temperature)``; shape (n,)."""
    base, reward = _responses(base, reward)
    _positive(temperature, "temperature")
    draws = _whole(draws)
    return pools.soft_best_of_n(base, _exponents(reward, temperature, draws), draws)


def best_of_majority_law(base: ArrayLike, reward: ArrayLike, draws: int, share: float) -> Vector:
    """The law of the best response that makes up at least ``share`` of the draws, else of a random draw; shape (n,)."""
    base, reward = _responses(base, reward)
    return pools.best_of_majority(base, reward, _whole(draws), _votes(share, draws))


def pessimism_law(base: ArrayLike, reward: ArrayLike, strength: float, draws: int, bound: float) -> Vector:
    """Inference-time pessimism with the normalising constant of ``base`` itself; shape (n,).

    ``(1 - eta) pi_b + eta base`` with the chi-square regularised policy ``pi_b`` of this strength and the probability
    ``eta`` that all ``draws`` draws are rejected.
    """
    base, reward = _responses(base, reward, bound)
    _strength(strength)
    if np.isinf(strength):
        return base.copy()
    constant = pools.normalising_constant(base, reward, strength)
    return pools.rejection_laws(base, reward, np.array([constant]), _whole(draws), bound)[0]


def estimated_pessimism_law(
    base: ArrayLike, reward: ArrayLike, strength: float, draws: int, bound: float, cells: int = 256
) -> Enclosed:
    """Inference-time pessimism whose normalising constant comes from ``draws`` further draws.

    With few different rewards the law is exact over all samples of them. Otherwise the law of the estimated constant is
    found on ``cells`` cells of ``[0, bound]`` by convolution, and the output law is averaged over it; the error is what
    the width of the cells leaves open at worst, far more than the actual error, which is about 1e-3 to 1e-4.
    """
    base, reward = _responses(base, reward, bound)
    _strength(strength)
    draws = _whole(draws)
    if np.isinf(strength):
        return Enclosed(base.copy(), 0.0)
    values, classes = np.unique(reward, return_inverse=True)
    if number_of_types(draws, len(values)) > MOST_TYPES:
        return Enclosed(*pools.estimated_pessimism(base, reward, strength, draws, bound, _whole(cells)))
    masses: Any = np.bincount(classes, weights=base)
    law: Any = pessimistic_sampler(masses, cast(Any, values), strength, draws, bound)
    return Enclosed(base * (law / np.where(masses > 0, masses, 1))[classes], 0.0)


def best_of_n_choice(rewards: ArrayLike) -> int:
    """The index of the first largest reward of the drawn responses (N,)."""
    return int(_finite(rewards, "reward").argmax())


def soft_choice(rewards: ArrayLike, temperature: float, rng: np.random.Generator) -> int:
    """An index with probability proportional to ``exp(reward / temperature)``."""
    rewards = _finite(rewards, "reward")
    _positive(temperature, "temperature")
    weights = np.exp((rewards - rewards.max()) / temperature)
    return int(rng.choice(len(rewards), p=weights / weights.sum()))


def majority_choice(responses: Sequence[Any], rewards: ArrayLike, share: float, rng: np.random.Generator) -> int:
    """The index of the best draw among responses that make up at least ``share`` of the draws, else a random one.

    ``responses`` are hashable, equal for equal responses, with one reward each, (N,).
    """
    rewards = _finite(rewards, "reward")
    if len(responses) != len(rewards):
        raise ValueError(f"every draw has one reward, got {len(responses)} draws and {len(rewards)} rewards")
    votes = {response: 0 for response in responses}
    for response in responses:
        votes[response] += 1
    frequent = [i for i, response in enumerate(responses) if votes[response] >= _votes(share, len(responses))]
    return max(frequent, key=lambda i: (rewards[i], -i)) if frequent else int(rng.integers(len(responses)))


def pessimistic_choice(
    rewards: ArrayLike, strength: float, bound: float, rng: np.random.Generator, pool: ArrayLike | None = None
) -> int:
    """The index that rejection sampling of the chi-square regularised policy returns among drawn rewards (N,).

    The normalising constant is that of ``pool``, the rewards of other draws; without one it is that of ``rewards``
    themselves (the single-pool variant, to which the guarantees do not apply). The last draw is returned when the
    others are all rejected.
    """
    rewards = _in_range(_finite(rewards, "reward"), bound)
    estimated = rewards if pool is None else _in_range(_finite(pool, "pool reward"), bound)
    _strength(strength)
    if np.isinf(strength):
        return 0
    constant = pools.normalising_constant(np.full(len(estimated), 1 / len(estimated)), estimated, strength)
    accepted = rng.random(len(rewards)) * (bound - constant) < rewards - constant
    accepted |= (constant >= bound) & (rewards >= bound)
    accepted[-1] = True
    return int(accepted.argmax())


def _exponents(reward: Vector, temperature: float, draws: int) -> Vector:
    """``(reward - max) / temperature`` with gaps between neighbours cut where the lower one is never chosen in floats."""
    widest = 50 + np.log(float(draws))  # all draws together, so far below one draw, have a share of exp(-50)
    order = np.argsort(-reward)
    with np.errstate(over="ignore"):
        gaps = -np.diff(reward[order]) / temperature
        if not (gaps > widest).any():
            return (reward - reward.max()) / temperature
    exponents = np.empty_like(reward)
    exponents[order] = -np.cumsum(np.append(0.0, np.minimum(gaps, widest)))
    return exponents


def _responses(base: ArrayLike, reward: ArrayLike, bound: float | None = None) -> tuple[Vector, Vector]:
    base, reward = _finite(base, "probability"), _finite(reward, "reward")
    if base.shape != reward.shape:
        raise ValueError(f"every response has one reward, got {len(base)} probabilities and {len(reward)} rewards")
    if base.min() < 0:
        raise ValueError(f"probabilities are nonnegative, got {base[base < 0][0]} at entry {np.argmax(base < 0)}")
    if abs(base.sum() - 1) > 1e-9:
        raise ValueError(f"probabilities sum to 1, these sum to {base.sum()}")
    return base, reward if bound is None else _in_range(reward, bound)


def _finite(values: ArrayLike, name: str) -> Vector:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or not len(array):
        raise ValueError(f"one prompt has a vector of {name} entries, got shape {array.shape}")
    wrong = ~np.isfinite(array)
    if wrong.any():
        raise ValueError(f"every {name} is finite, got {array[wrong][0]} at entry {np.argmax(wrong)}")
    return array


def _in_range(rewards: Vector, bound: float) -> Vector:
    _positive(bound, "bound")
    wrong = (rewards < 0) | (rewards > bound)
    if wrong.any():
        raise ValueError(f"rewards lie between 0 and {bound}, got {rewards[wrong][0]} at entry {np.argmax(wrong)}")
    return rewards


def _positive(value: float, name: str) -> None:
    if not 0 < value < np.inf:
        raise ValueError(f"the {name} is positive and finite, got {value}")


def _strength(value: float) -> None:
    if not value >= 0:
        raise ValueError(f"the strength is nonnegative, possibly infinite, got {value}")


def _at_least_one(draws: float) -> float:
    if not 1 <= draws < np.inf:
        raise ValueError(f"the number of draws is at least 1, got {draws}")
    return draws


def _whole(number: int) -> int:
    if not 1 <= number < np.inf or int(number) != number:
        raise ValueError(f"the number of draws or cells is whole and at least 1, got {number}")
    if number > MOST_DRAWS:
        raise ValueError(f"the number of draws or cells is at most 2^53, from where on floats leave some out, got {number}")
    return int(number)


def _votes(share: float, draws: int) -> int:
    """The smallest whole number of votes that makes up a share; 1e-9 of a vote is forgiven to rounding."""
    if not 0 < share <= 1:
        raise ValueError(f"the share of the draws lies between 0 (excluded) and 1, got {share}")
    return int(np.ceil(share * draws - 1e-9))
