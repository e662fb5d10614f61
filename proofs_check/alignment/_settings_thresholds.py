"""The chi-square regularised policy, said of its threshold.

The policy of strength ``b`` is ``p (rhat - lambda)_+ / b``, and ``b = E_p (rhat - lambda)_+`` because it is a law. So every
threshold ``lambda`` below the largest proxy gives the policy of one strength, and every strength has its threshold.

Main definitions: `policy_above`, `threshold_policy`, `density_bound`.
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.claims import Instance
from theory_lab.numbers import Array


def policy_above(base: Array, reward: Array, threshold: Array) -> tuple[Array, Array]:
    """The strength and the policy of a threshold; the base law times 0 where no reward is above it."""
    above = base * xp.maximum(reward - threshold, 0)
    strength = xp.sum(above)
    return strength, above / xp.where(strength > 0, strength, 1)


def threshold_policy(i: Instance) -> dict[str, Array]:
    """The strength and the policy of the threshold of an instance."""
    strength, policy = policy_above(i.base, i.reward, i.threshold)
    return {"strength": strength, "policy": policy}


def density_bound(i: Instance) -> Array:
    """``1 + (max rhat - E rhat)/b``, which no density of the policy exceeds."""
    return 1 + (xp.max(i.reward) - xp.dot(i.base, i.reward)) / i.strength
