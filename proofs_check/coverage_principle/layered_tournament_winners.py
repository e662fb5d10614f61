"""A tournament picks checkpoints before the loss of coverage, the divergence picks the last one.

Population tournament over the 39 checkpoints of the layered path task. At ``N = 4`` the models of score 0 are
those of steps 97 to 572, at ``N = 8`` of steps 4 to 950; at ``N = 16`` and above every checkpoint from step 2
(from step 1 at 32) on ties, since no two of them differ by such a ratio: the level must lie below the ratios
between candidates. The least divergence is that of step 20,000 (``layered_kl_decreasing``).
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.selection import log_certified
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000
STEPS_KEPT = np.array(layered.checkpoints(STEPS))
WINNERS = {4: (97, 572), 8: (4, 950), 16: (2, 20_000), 32: (1, 20_000), 64: (1, 20_000)}
PROMPTS = np.array([0, 0, 0, 1])  # three prompts in four are of the majority


def mistakes(level: int) -> Array:
    """How many checkpoints have score 0 outside the range, or another score inside."""
    logs = layered.enclosed_paths(TASK, RATE, STEPS)[:, STEPS_KEPT]
    scores = xp.max(log_certified(logs[PROMPTS].T, xp.log(xp.exact(level))), axis=0)
    first, last = WINNERS[level]
    expected = ((first <= STEPS_KEPT) & (last >= STEPS_KEPT)).astype(int)
    return xp.sum(abs(xp.indicator(scores <= 0) - expected))


CLAIM = Claim(
    statement=(
        r"\{t: \mathrm{score}_N(\theta^t) = 0\} = [97, 572]\ (N = 4),\ [4, 950]\ (N = 8),\ [2, 20000]\ (N"
        r" = 16),\ [1, 20000]\ (N = 32, 64)"
    ),
    source=Source("arXiv:2510.15020", "equations (28) and (29) on the exact analogue of Figure 1", status="derived"),
    sizes=tuple(WINNERS),
    kind="value",
    value=mistakes,
    rhs=lambda level: 0,
    relation="==",
)
