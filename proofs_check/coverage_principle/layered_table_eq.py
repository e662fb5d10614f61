"""The numbers of the layered path task, to three decimals.

Divergence, Pass@64, Pass@128 and Pass@256 at eight steps, and the probabilities of the two right paths to
four decimals. A row holds when every entry is within half a unit of its last decimal.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE, STEPS = layered.Task(), Fraction(1, 2), 20_000
TABLE = {  # step: thousandths of KL, Pass@64, Pass@128, Pass@256; ten-thousandths of the two paths
    0: ((8318, 16, 31, 61), (2, 2)), 2: ((3606, 828, 970, 999), (272, 269)), 10: ((2946, 968, 999, 1000), (535, 498)),
    45: ((2742, 984, 1000, 1000), (697, 510)), 344: ((2421, 940, 986, 999), (1411, 221)),
    572: ((2334, 897, 958, 993), (1855, 138)), 1578: ((2255, 823, 874, 937), (2828, 53)),
    20_000: ((2249, 805, 849, 908), (3164, 39)),
}  # fmt: skip


def error(step: int) -> Array:
    """The largest distance from the table, in units of the last decimal."""
    logs = layered.enclosed_paths(TASK, RATE, STEPS)[:, step]
    thousandths, small = TABLE[step]
    values = [layered.divergence(TASK, logs), *(layered.passes(TASK, logs, attempts) for attempts in (64, 128, 256))]
    errors = [abs(1000 * value - printed) for value, printed in zip(values, thousandths, strict=True)]
    errors += [abs(10_000 * value - printed) for value, printed in zip(xp.exp(logs), small, strict=True)]
    return xp.max(xp.stack(errors))


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{KL}: 8.318, 3.606, 2.946, 2.742, 2.421, 2.334, 2.255, 2.249;\ \mathrm{Pass@}64: .016,"
        r" .828, .968, .984, .940, .897, .823, .805"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1, table", status="derived"),
    space=lambda step: Space(step=Whole(step, step)),
    sizes=tuple(TABLE),
    lhs=lambda i: error(i.size),
    rhs=lambda i: xp.ratio(1, 2),
    witness=lambda step: {"step": step},
)
