"""Two variants of the layered path task.

Six choice layers with shortcut strength 1/20: Pass@256 peaks at .975 and ends at .765. Four choice layers
with strength 1/10, 6,000 steps: the same shape in a shorter window, Pass@64 from .969 to .805.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

VARIANTS = {  # task, steps, attempts
    "six choices": (layered.Task(6, 0, 4, Fraction(1, 20)), 20_000, 256),
    "strong shortcut": (layered.Task(4, 2, 4, Fraction(1, 10)), 6_000, 64),
}


def peak_and_end(name: str) -> tuple[Array, Array]:
    """The largest and the last ``Pass@N``."""
    task, steps, attempts = VARIANTS[name]
    values = layered.passes(task, layered.enclosed_paths(task, Fraction(1, 2), steps, 1024), attempts)
    return xp.max(values), values[-1]


CLAIM = Claim(
    statement=(
        r"\mathrm{Pass@}256: \max = .975, \text{ end } .765 \text{ (six choice layers)};\quad"
        r" \mathrm{Pass@}64: \max = .969, \text{ end } .805 \text{ (strong shortcut)}"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, variants", status="derived"),
    kind="value",
    value=peak_and_end,
    printed={"six choices": (".975", ".765"), "strong shortcut": (".969", ".805")},
)
