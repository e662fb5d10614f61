"""Exponential weights against the best possible learner and against its bound.

The minimax value, the worst case of exponential weights at the rate ``sqrt(8 log N / T)`` over all tables of
zeros and ones (they suffice: the regret is convex in every loss), and the bound ``sqrt(T log N / 2)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source, Space
from theory_lab.decisions.play.experts import experts_value, hedge_worst_regret


def logarithm(i):
    """``log N``."""
    return xp.log(xp.exact(i.size[0]))


CLAIM = Claim(
    statement=r"\min_{\text{learner}} \max_{\text{losses}} \mathrm{Reg}_T \le"
    r" \max_{\text{losses}} \mathrm{Reg}_T(\text{exponential weights})"
    r" \le \sqrt{T\log N/2}",
    source=Source("arXiv:2312.16730", "exponential weights, bounded losses", status="second-hand"),
    space=lambda size: Space(horizon=Count(1, size[1])),
    sizes=((2, 12), (3, 4)),
    chain=(
        lambda i: xp.one * experts_value(i.size[0], i.horizon),
        lambda i: hedge_worst_regret(xp.sqrt(8 * logarithm(i) / i.horizon), i.size[0], i.horizon),
        lambda i: xp.sqrt(i.horizon * logarithm(i) / 2),
    ),
    trivial=(0, lambda i: i.horizon),
    loose="sharp when N and T grow; two experts have sqrt(T/(2 pi)) as T grows (experts_value_eq_walk), .678 of the bound",
)
