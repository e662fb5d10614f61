"""Pass@64 is best at step 62 and falls from .984 to .805 afterwards.

The layered path task of ``layered_kl_decreasing``: every other parameter of the run has a smaller Pass@64,
while the divergence keeps falling.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000


def values(steps: np.ndarray | slice) -> Array:
    """Pass@64 at some steps."""
    return layered.passes(TASK, layered.enclosed_paths(TASK, RATE, STEPS)[:, steps], 64)


CLAIM = Claim(
    statement=r"\mathrm{Pass@}64(\theta^t) < \mathrm{Pass@}64(\theta^{62}) \text{ for all } t \ne 62,\ t \le 20000",
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, the best step", status="derived"),
    sizes=(62,),
    kind="value",
    value=lambda peak: (xp.max(values(np.delete(np.arange(STEPS + 1), peak))), values(slice(peak, peak + 1))[0]),
    relation="<",
)
