"""The algorithms, as exact laws on the responses of one prompt.

Main definitions
----------------
``Tuning``       the parameters of all algorithms, from one estimate of the proxy's error
``ALGORITHMS``   name to output law
``comparator``   the law that regret and coverage are measured against

Conventions
-----------
A law is a vector over the distinct responses of a prompt.  With proxy error ``eps`` and comparator coverage ``C`` the
strength of pessimism is ``eps / sqrt(C - 1)``, the tuning of the skyline; soft Best-of-N has the same number as its
temperature, the strength of the KL regularisation whose optimum it samples; Best-of-Majority keeps responses that make up
``3 / (4 C)`` of the draws.  Pessimism with an estimated constant rests on 128 cells for that constant, which moves
expected rewards by less than 1e-3; the other laws are exact to rounding.

References
----------
A. Huang et al., arXiv:2503.21878; arXiv:2510.03199 (Best-of-Majority).

Tags: inference-time alignment, Best-of-N, pessimism.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory_lab.decoding.responses import candidates, pools

__all__ = ["ALGORITHMS", "COVERAGE", "Tuning", "comparator"]

Floats = NDArray[np.float64]
COVERAGE = 10
CELLS = 128


@dataclass(frozen=True)
class Tuning:
    """Strength of pessimism, temperature of soft Best-of-N, share of Best-of-Majority."""

    strength: float
    temperature: float
    share: float

    @classmethod
    def of(cls, error: float, coverage: float = COVERAGE) -> Tuning:
        """From the root mean square error of the proxy."""
        strength = error / np.sqrt(coverage - 1)
        return cls(strength, strength, 3 / (4 * coverage))


def comparator(base: Floats, gold: Floats) -> Floats:
    """``base`` given the best gold rewards: the smallest set of largest rewards that has mass 1/COVERAGE or more.

    Its coverage is the inverse of that mass, between 1 and COVERAGE, in the sense of L1 and L-infinity alike.
    """
    values, classes = np.unique(gold, return_inverse=True)
    at_least = np.cumsum(np.bincount(classes, weights=base)[::-1])[::-1]
    # Masses are multiples of 1/samples, so that a small allowance undoes the rounding of their sums.
    least = values[np.flatnonzero(at_least >= 1 / COVERAGE - 1e-9)[-1]]
    kept = np.where(gold >= least, base, 0)
    return kept / kept.sum()


def _estimated(base: Floats, proxy: Floats, draws: int, tuning: Tuning) -> Floats:
    return pools.estimated_pessimism(base, proxy, tuning.strength, draws, 1.0, CELLS)[0]


ALGORITHMS: dict[str, Callable[[Floats, Floats, int, Tuning], Floats]] = {
    "best of N": lambda base, proxy, draws, tuning: candidates.best_of_n_law(base, proxy, draws),
    "soft best of N": lambda base, proxy, draws, tuning: candidates.soft_best_of_n_law(base, proxy, draws, tuning.temperature),
    "best of majority": lambda base, proxy, draws, tuning: candidates.best_of_majority_law(base, proxy, draws, tuning.share),
    "pessimism": lambda base, proxy, draws, tuning: candidates.pessimism_law(base, proxy, tuning.strength, draws, 1.0),
    "pessimism, estimated": _estimated,
}
