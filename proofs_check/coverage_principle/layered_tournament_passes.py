"""The tournament's checkpoints are better at sampling than the divergence's.

The worst winner at ``N = 4`` and at ``N = 8`` on the layered path task (``layered_tournament_winners``) has
Pass@64 of .897 and .853; the checkpoint of least divergence, at step 20,000, has .805.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000
LAST = {4: 572, 8: 950}


def passes(step: int) -> Array:
    """Pass@64 at a step."""
    return layered.passes(TASK, layered.enclosed_paths(TASK, RATE, STEPS)[:, step], 64)


CLAIM = Claim(
    statement=(
        r"\mathrm{Pass@}64(\theta^{20000}) + \tfrac{1}{25} \le \mathrm{Pass@}64(\hat\theta) \text{ for"
        r" the worst winner } \hat\theta \text{ of the tournament}"
    ),
    source=Source("arXiv:2510.15020", "selection on the exact analogue of Figure 1", status="derived"),
    sizes=(4, 8),
    kind="value",
    value=lambda level: (passes(STEPS) + xp.ratio(1, 25), passes(LAST[level])),
    trivial="probability",
)
