"""Inference-time pessimism: the chi-square regularised policy and its sampler.

The maximiser of ``E_pi r - (b/2) E_pi[pi/p]`` is ``p max(r - lambda, 0) / b``, where the normalising constant
``lambda`` is a maximum over sets of largest rewards. The sampler estimates ``lambda`` from one pool of draws
and applies rejection sampling to another.

Main definitions
----------------
``normalising_constant``   ``lambda``
``pessimistic_policy``     the regularised policy
``pessimistic_sampler``    the exact output law of the two-pool algorithm
``objective``              ``E_pi r - (b/2) E_pi[pi/p]``

Conventions
-----------
Laws and rewards have shape (n,); the strength ``b`` is positive. ``E_pi[pi/p] = 1 + chi2``; some papers
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
from theory_lab.decoding.rejection import first_accepted, law_over_samples
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array

__all__ = ["normalising_constant", "objective", "pessimistic_policy", "pessimistic_sampler"]


@xp.formula
def normalising_constant(base: Array, reward: Array, strength: Any) -> Array:
    """The ``lambda`` with ``E_base max(reward - lambda, 0) = strength``: ``max over top sets A of (E[r 1_A] - b) / p(A)``."""
    return _constant(base[None], reward, strength)[0]


@xp.formula
def pessimistic_policy(base: Array, reward: Array, strength: Any) -> Array:
    """``base max(reward - lambda, 0) / strength``; shape (n,)."""
    return base * xp.maximum(reward - normalising_constant(base, reward, strength), 0) / strength


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

    def outputs(counts: np.ndarray) -> Array:
        constant = _constant(counts * xp.ones((1, 1), like=base) / draws, reward, strength)
        excess = xp.maximum(reward - constant[:, None], 0)
        accepted = xp.minimum(excess / (bound - constant)[:, None], 1)
        return first_accepted(base, accepted, draws, base)

    return law_over_samples(base, draws, outputs)


def _constant(laws: Array, reward: Array, strength: Any) -> Array:
    """The normalising constants of laws (m, n) under one reward (n,); shape (m,)."""
    top = xp.at_least(reward[:, None], reward[None, :])
    masses, gains = xp.dot(laws, top), xp.dot(laws * reward, top)
    met = masses > 0
    return xp.max(xp.where(met, (gains - strength) / xp.where(met, masses, 1), -xp.INFINITY), axis=1)
