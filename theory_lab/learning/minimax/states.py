"""Count states: what a learner sees of independent samples from one of several models.

The counts are sufficient for a finite class of laws on one alphabet, so that a randomised learner is a kernel from counts to
answers, and its risk is a sum over counts.

Main definitions
----------------
``likelihoods``   the probability of every count vector under every model

Conventions
-----------
Models have shape (c, k); states are in the order of ``numbers.whole.types.count_vectors(draws, k)``, and an impossible one
has probability 0.

Tags
----
sufficient statistics, method of types
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.likelihood.requirements import require_laws
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import count_vectors, multinomial

__all__ = ["likelihoods"]


@xp.formula
def likelihoods(models: Array, draws: int) -> Array:
    """``P_model(counts)`` for ``draws`` independent samples; shape (c, number of states)."""
    require_laws(models)
    counts = count_vectors(draws, models.shape[1])
    ways = np.array([multinomial(row) for row in counts.tolist()], dtype=object)
    product = xp.ones((1,), like=models)
    for k in range(models.shape[1]):
        powers = xp.stack([models[:, k] ** e for e in range(draws + 1)])
        product = product * powers[counts[:, k]]
    return (product * ways[:, None]).T
