"""Explore then commit, with half of the exponential.

With ties split, the wrong arm is chosen with probability at most ``exp(-m gap^2)/2``, which is exact for equal means: both terms
of the bound are then attained in the limit.
"""

from proofs_check.decision_making.explore_then_commit_regret_le import weights
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source, Space, Table
from theory_lab.decisions.play.exact_regret import expected_regret


def bound(i, share):
    """``m gap + (T - 2m) gap exp(-m gap^2) share``."""
    gap = abs(i.means[0] - i.means[1])
    return i.pulls * gap + (i.size - 2 * i.pulls) * gap * xp.exp(-i.pulls * gap**2) * share


CLAIM = Claim(
    statement=r"\mathrm{Reg} \le m\Delta + \tfrac12 (T-2m)\,\Delta\,e^{-m\Delta^2}",
    source=Source("arXiv:2312.16730", "explore-then-commit, two arms, half of the exponential", status="derived"),
    space=lambda horizon: Space(means=Table(2, 0, 1), pulls=Count(1, horizon // 2)),
    sizes=(4, 8, 12),
    lhs=lambda i: expected_regret(i.means, *weights(i.pulls, i.size)),
    rhs=lambda i: bound(i, xp.ratio(1, 2)),
    trivial=(0, lambda i: i.size * abs(i.means[0] - i.means[1])),
    sharpened=lambda i: bound(i, xp.ratio(49, 100)),
)
