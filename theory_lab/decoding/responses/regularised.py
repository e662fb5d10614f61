"""Policies regularised by other divergences, for comparison with the chi-square one.

The KL-regularised policy is the exponential tilt of the base law; its density is not bounded, and no strength of it
reaches the skyline. Adding KL to chi-square, ``b (chi2/2 + KL)``, keeps the density bounded and makes it positive.

Main definitions
----------------
``kl_policy``        maximises ``E_pi r - b KL(pi || p)``
``mixed_policy``     maximises ``E_pi r - b (chi2(pi || p)/2 + KL(pi || p))``, in floats
``mixed_divergence`` ``chi2/2 + KL``
``mixed_reward``     the reward, up to a constant, whose mixed policy is a given law

Conventions
-----------
Laws and rewards have shape (n,), strengths are positive. ``chi2/2`` is half of ``C - 1``.

References
----------
A. Huang et al., Correcting the mythos of KL-regularization, arXiv:2407.13399.

Tags
----
KL regularisation, chi-PO, Lambert W
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab import numbers as xp
from theory_lab.measures.divergences import chi2, kl
from theory_lab.numbers import Array
from theory_lab.sequences.laws import tilted

__all__ = ["kl_policy", "mixed_divergence", "mixed_policy", "mixed_reward"]


@xp.formula
def kl_policy(base: Array, reward: Array, strength: Any) -> Array:
    """``base exp(reward/strength)``, normalised; shape (n,)."""
    return tilted(base, xp.exp((reward - xp.max(reward)) / strength))


@xp.formula
def mixed_divergence(p: Array, q: Array) -> Array:
    """``chi2(p || q)/2 + KL(p || q)``."""
    return chi2(p, q) / 2 + kl(p, q)


@xp.formula
def mixed_reward(policy: Array, base: Array, strength: Any) -> Array:
    """``b (w + log w)`` with ``w = policy/base > 0``: the reward, up to a constant, that this policy is optimal for; (n,)."""
    density = policy / base
    return strength * (density + xp.log(density))


def mixed_policy(base: NDArray[np.float64], reward: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """``base W(exp((reward - lambda)/b))`` with Lambert's ``W`` and the ``lambda`` that makes it a law; NumPy (n,).

    Raises ``ValueError`` for a strength that is not positive.
    """
    from scipy.optimize import brentq
    from scipy.special import wrightomega

    if not strength > 0:
        raise ValueError(f"the strength is positive, got {strength}")
    scores = np.asarray(reward, dtype=np.float64) / strength

    def excess(constant: float) -> float:
        return float(base @ wrightomega(scores - constant)) - 1

    # w + log w = 1 at w = 1, so the constant lies between the smallest and the largest score less one.
    constant: Any = brentq(excess, float(scores.min()) - 1.5, float(scores.max()) - 0.5, xtol=1e-14)
    policy = base * wrightomega(scores - constant)
    return policy / policy.sum()
