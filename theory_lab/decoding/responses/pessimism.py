"""Inference-time pessimism: the chi-square regularised policy and its sampler.

The maximiser of ``E_pi r - (b/2) E_pi[pi/p]`` is ``p max(r - lambda, 0) / b``, where the normalising constant
``lambda`` is a maximum over sets of largest rewards. The sampler estimates ``lambda`` from one pool of draws
and applies rejection sampling to another.

Main definitions
----------------
``normalising_constant``   ``lambda``
``pessimistic_policy``     the regularised policy
``pessimistic_sampler``    the exact output law of the two-pool algorithm
``tuned_strength``         the strength ``eps / sqrt(C - 1)`` of the skyline
``known_constant_sampler`` the sampler that is told ``lambda``
``objective``              ``E_pi r - (b/2) E_pi[pi/p]``

Conventions
-----------
Laws and rewards have shape (n,); the strength ``b`` is positive. The policy is continued to its limits: the base law
conditioned on its largest reward at 0, the base law at infinity, which are the tuned strengths of a perfect proxy
and of a comparator equal to the base. ``E_pi[pi/p] = 1 + chi2``; some papers
regularise by ``chi2 / 2``. The sampler truncates its weight at ``(bound - lambda) / b`` for rewards at most
``bound``; larger rewards are accepted always.

References
----------
A. Huang et al., arXiv:2503.21878, Section 4.

Tags
----
pessimism, chi-square regularisation, inference-time alignment
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import first_accepted, law_over_samples, require_rewards
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array

__all__ = [
    "known_constant_sampler",
    "normalising_constant",
    "objective",
    "pessimistic_policy",
    "pessimistic_sampler",
    "tuned_strength",
]

_BLOCK = 1 << 13  # count vectors whose arrays stay in the cache


@xp.formula
def normalising_constant(base: Array, reward: Array, strength: Any) -> Array:
    """The ``lambda`` with ``E_base max(reward - lambda, 0) = strength``: ``max over top sets A of (E[r 1_A] - b) / p(A)``."""
    return _constant(base[:, None], reward, strength)[0]


@xp.formula
def pessimistic_policy(base: Array, reward: Array, strength: Any) -> Array:
    """``base max(reward - lambda, 0) / strength``; shape (n,)."""
    given = strength if isinstance(strength, Array) else xp.full((), 1, like=base) * strength
    if given.shape:
        raise ValueError(f"the strength is one number, got shape {given.shape}")
    proper = (given > 0) & (given < xp.INFINITY)
    inner = xp.where(proper, given, 1)
    policy = base * xp.maximum(reward - normalising_constant(base, reward, inner), 0) / inner
    best = base * xp.at_least(reward, xp.max(xp.where(base > 0, reward, -xp.INFINITY)))
    return xp.where(proper, policy, xp.where(given > 0, base, best / xp.sum(best)))


@xp.formula
def tuned_strength(error: Any, coverage: Any) -> Array:
    """``eps / sqrt(C - 1)`` for a reward error ``eps`` and the coverage ``C`` of a comparator; infinite at ``C = 1``."""
    excess = coverage - 1
    met = excess > 0
    return xp.where(met, error / xp.sqrt(xp.where(met, excess, 1)), xp.INFINITY)


@xp.formula
def known_constant_sampler(base: Array, reward: Array, strength: Any, draws: int, bound: Any) -> Array:
    """The output law of rejection with the normalising constant of ``base`` itself and ``draws`` attempts; shape (n,).

    For rewards at most ``bound`` it is ``(1 - eta) pi_b + eta base`` with ``eta = (1 - strength/(bound - lambda))^draws``.
    """
    constant = normalising_constant(base, reward, strength)
    return first_accepted(base, _accepted(reward, constant, bound), draws, base)


@xp.formula
def objective(policy: Array, base: Array, reward: Array, strength: Any) -> Array:
    """``E_policy r - (strength/2) E_policy[policy/base]``."""
    return xp.dot(policy, reward) - strength * l1_coverage(policy, base) / 2


@xp.formula
def pessimistic_sampler(base: Array, reward: Array, strength: Any, draws: int, bound: Any) -> Array:
    """The output law of inference-time pessimism with two pools of ``draws`` draws, exact over all first pools; shape (n,).

    Given ``lambda`` of the first pool, the second returns its first draw accepted with probability
    ``min(max(r - lambda, 0) / (bound - lambda), 1)``, else one more draw. Cost: all count vectors of
    ``draws`` draws.
    """

    if draws < 1:
        raise ValueError(f"the constant is estimated from at least one draw, got N = {draws}")

    def output(counts: np.ndarray) -> Array:
        columns = np.ascontiguousarray(counts.T)  # sums over a few outcomes are fast where each is one run of memory
        constant = _constant(columns * xp.ones((1, 1), like=base) / draws, reward, strength)
        return first_accepted(base, _accepted(reward[:, None], constant, bound).T, draws, base)

    def outputs(counts: np.ndarray) -> Array:
        return xp.concatenate([output(counts[k : k + _BLOCK]) for k in range(0, len(counts), _BLOCK)])

    return law_over_samples(base, draws, outputs)


def _accepted(reward: Array, constant: Array, bound: Any) -> Array:
    """``max(r - lambda, 0)/(bound - lambda)``, at most 1; where ``lambda`` reaches the bound, the rewards that reach it."""
    room = bound - constant
    proper = room > 0
    share = xp.maximum(reward - constant, 0) / xp.where(proper, room, 1)
    return xp.where(proper, xp.minimum(share, 1), xp.at_least(reward, bound))


def _constant(laws: Array, reward: Array, strength: Any) -> Array:
    """The normalising constants of laws (n, m) under one reward (n,); shape (m,)."""
    require_rewards(reward, finite=True)
    top = xp.at_least(reward[None, :], reward[:, None])
    masses, gains = xp.dot(top, laws), xp.dot(top, laws * reward[:, None])
    met = masses > 0
    return xp.max(xp.where(met, (gains - strength) / xp.where(met, masses, 1), -xp.INFINITY), axis=0)
