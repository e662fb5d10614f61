"""Coverage along training is gained and lost again.

The layered path task of ``layered_kl_decreasing``. The profile at ``N = 16, 32, 64, 128`` at every one of
20,001 parameters: the steps at which it changes and its values between them, all comparisons decided in
balls.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000
CHANGES = {16: {0: 4, 24: 1}, 32: {0: 4, 3: 0, 212: 1}, 64: {0: 4, 2: 0, 506: 1}, 128: {0: 4, 1: 0, 1005: 1}}


def mistakes(level: int) -> Array:
    """The number of steps, weighted, at which ``4 Cov_N`` differs from the table."""
    expected = np.zeros(STEPS + 1, dtype=np.int64)
    for step, quarters in CHANGES[level].items():
        expected[step:] = quarters
    return xp.sum(abs(4 * layered.uncovered(TASK, layered.enclosed_paths(TASK, RATE, STEPS), level) - expected))


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_{16}: 1 \to \tfrac14 \text{ at } 24; \quad \mathrm{Cov}_{32}: 1 \to 0 \text{ at }"
        r" 3, \tfrac14 \text{ at } 212; \quad"
        r" \mathrm{Cov}_{64}: 0 \text{ at } 2, \tfrac14 \text{ at } 506; \quad \mathrm{Cov}_{128}: 0"
        r" \text{ at } 1, \tfrac14 \text{ at } 1005"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, change points", status="derived"),
    sizes=tuple(CHANGES),
    kind="value",
    value=mistakes,
    rhs=lambda level: 0,
    relation="==",
)
