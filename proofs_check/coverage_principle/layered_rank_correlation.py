"""Pass@64 follows coverage, not the divergence.

Step 0 and 38 logarithmically spaced steps of the layered path task, without the first eight: Spearman's
correlation of Pass@64 with minus the divergence is below -9/10, with minus the coverage at ``N = 64`` above
17/20 (ties with mean ranks). All ranks are decided in balls.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000
KEPT = np.array(layered.checkpoints(STEPS)[8:])


def centred_ranks(values: Array) -> Array:
    """Twice the mean ranks, minus their mean: how many entries are smaller minus how many are larger."""
    others = 1 - np.eye(len(values), dtype=np.int64)
    return xp.sum(others * (xp.indicator(values[:, None] > values) - xp.indicator(values[:, None] < values)), axis=1)


def spearman(x: Array, y: Array) -> Array:
    """Pearson's correlation of the mean ranks."""
    a, b = centred_ranks(x), centred_ranks(y)
    return xp.dot(a, b) / xp.sqrt(xp.dot(a, a) * xp.dot(b, b))


def correlation(name: str) -> Array:
    """That of Pass@64 with minus the divergence, or with minus the coverage."""
    logs = layered.enclosed_paths(TASK, RATE, STEPS)[:, KEPT]
    passes = layered.passes(TASK, logs, 64)
    if name == "divergence":
        return spearman(passes, -layered.divergence(TASK, logs))
    return spearman(passes, -layered.uncovered(TASK, logs, 64))


CLAIM = Claim(
    statement=(
        r"\rho(\mathrm{Pass@}64, -\mathrm{KL}) \le -\tfrac{9}{10}, \quad \rho(\mathrm{Pass@}64,"
        r" -\mathrm{Cov}_{64}) \ge \tfrac{17}{20}"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, rank correlations", status="derived"),
    kind="value",
    value=correlation,
    printed={"divergence": "<= -9/10", "coverage": ">= 17/20"},
)
