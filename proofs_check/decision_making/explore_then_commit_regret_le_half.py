"""Explore then commit, with half of the exponential.

With ties split, the wrong arm is chosen with probability at most ``exp(-m gap^2)/2``, which is exact for equal means: both terms
of the bound are then attained in the limit.
"""

from proofs_check.decision_making.explore_then_commit_regret_le import bound, most, regret, runs
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{Reg} \le m\Delta + \tfrac12 (T-2m)\,\Delta\,e^{-m\Delta^2}",
    source=Source("arXiv:2312.16730", "explore-then-commit, two arms, half of the exponential", status="derived"),
    space=runs,
    sizes=(4, 8, 12),
    lhs=regret,
    rhs=lambda i: bound(i, xp.ratio(1, 2)),
    trivial=(0, most),
    sharpened=lambda i: bound(i, xp.ratio(49, 100)),
)
