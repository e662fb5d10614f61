"""Two variants of the layered path task.

Six choice layers with shortcut strength 1/20: Pass@256 peaks at .975 and ends at .765. Four choice layers
with strength 1/10, 6,000 steps: the same shape in a shorter window, Pass@64 from .969 to .805.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

VARIANTS = {  # task, steps, attempts, thousandths of the peak and of the end
    "six choices": (layered.Task(6, 0, 4, Fraction(1, 20)), 20_000, 256, (975, 765)),
    "strong shortcut": (layered.Task(4, 2, 4, Fraction(1, 10)), 6_000, 64, (969, 805)),
}


def error(name: str) -> Array:
    """The distance of peak and end from the table, in thousandths."""
    task, steps, attempts, printed = VARIANTS[name]
    values = layered.passes(task, layered.enclosed_paths(task, Fraction(1, 2), steps, 1024), attempts)
    found = xp.stack([xp.max(values), values[-1]])
    return xp.max(xp.stack([abs(1000 * value - target) for value, target in zip(found, printed, strict=True)]))


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{Pass@}256: \max = .975, \text{ end } .765 \text{ (six choice layers)};\quad"
        r" \mathrm{Pass@}64: \max = .969, \text{ end } .805 \text{ (strong shortcut)}"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, variants", status="derived"),
    space=lambda name: Space(variant=Choice(*VARIANTS)),
    sizes=tuple(VARIANTS),
    lhs=lambda i: error(i.size),
    rhs=lambda i: xp.ratio(1, 2),
    witness=lambda name: {"variant": tuple(VARIANTS).index(name)},
)
