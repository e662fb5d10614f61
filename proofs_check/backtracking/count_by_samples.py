"""Enough samples: counting within a factor ``e^g`` except with probability ``xi``.

Hoeffding at every level and ``count_within_exp``: ``N >= 32 k^2 H^2 log(2kH/xi)/g^2`` samples a level, from a
sampler within ``g/(8kH)`` of the target. Here the sampler is off by exactly that, ``g = 1`` and ``xi = 1/4``,
with two letters and conditional laws between 1/4 and 3/4. The success of the count is simulated; failures are
so rare that the constants are certainly generous.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.estimators import sufficient_samples


def failures(depth, rng):
    """1 where the count of a run is off by more than ``e``, for random exact laws and a sampler pushed off by ``1/(16 H)``."""
    runs, samples = 10_000, sufficient_samples(2, depth, 1, xp.ratio(1, 4))
    logarithm = np.zeros(runs)
    for _ in range(depth):
        exact = rng.uniform(1 / 4, 3 / 4, runs)
        shares = rng.binomial(samples, exact + rng.choice([-1, 1], runs) / (16 * depth)) / samples
        first = shares >= 1 / 2
        logarithm += np.log(np.where(first, exact / np.maximum(shares, 1 / 2), (1 - exact) / (1 - np.minimum(shares, 1 / 2))))
    return (abs(logarithm) > 1).astype(float)


CLAIM = Claim(
    statement=r"N \ge 32k^2H^2\log(2kH/\xi)/g^2 \implies \Pr[\,|\log \hat Z/Z| > g\,] \le \xi",
    source=Source("Jerrum, Valiant and Vazirani 1986", "number of samples for counting", status="derived"),
    kind="simulated",
    sizes=(1, 2, 4, 8),
    simulate=failures,
    rhs=lambda depth: xp.ratio(1, 4),
)
