"""Every sampler on the same instances: laws and costs in one table.

Balanced brackets and the a/b/c instance with doubled scores after the first letter; exact laws, expected steps, queries
and tokens (``_comparison`` beside this file). At ``T = 6 H^2``: outcome-level rejection is exact; the walk, the walk with boosted
leaves and the one with momentum are within .05 of the target and nearer than action-level sampling and all block methods;
boosted leaves cost fewer steps and queries than plain restarts; a walk that draws two candidates is farther off than one
that scores all letters.
"""

from proofs_check.backtracking._comparison import Setting, table
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding import instances

MAKERS = {"brackets": lambda depth: instances.open_biased(depth, 2), "abc": lambda depth: instances.abc(depth, 1)}
EXACT = ("walk, restarts", "walk, boosted leaves", "walk, momentum")
INEXACT = ("action-level sampling", "block best-of-N", "block importance resampling", "block rejection")
INEXACT += ("walk, sampled candidates",)


def compared(size):
    """Each quotient, and the error of rejection."""
    name, depth = size
    made = MAKERS[name](depth).conditioned
    rows = table(made.tree, made.steps, made.reward, made.guide, Setting(time=6 * depth**2, pilot=1))
    off = {row.name: xp.value(row.distance).fraction for row in rows}
    cost = {row.name: [xp.value(entry).fraction for entry in row.cost] for row in rows}
    worst = max(off[walk] for walk in EXACT)
    return {
        "walks": worst, "walks over others": worst / min(off[other] for other in INEXACT),
        "steps and queries": [cost[EXACT[1]][k] / cost[EXACT[0]][k] for k in (0, 1)], "rejection": off["outcome-level rejection"],
    }  # fmt: skip


CLAIM = Claim(
    statement=r"\text{walks with exact moves: } \mathrm{TV} \le .05 \text{ and below all baselines at } T = 6H^2;"
    r"\ \text{boosted leaves cost less than restarts}",
    source=Source("arXiv:2510.03149", "comparison of samplers", status="derived", also=("Appendix E.1",)),
    kind="value",
    value=compared,
    printed={
        size: {"walks": "<= .05", "walks over others": "<= 1", "steps and queries": "<= 1", "rejection": 0}
        for size in (("brackets", 4), ("brackets", 6), ("abc", 3))
    },
)
