"""The terminal value of UCB-VI must be 0.

With terminal value 1 the last backup ``min(1, r + 1 + bonus)`` is 1 for every action at all times, so the
last stage never learns; it should be at most ``r + bonus``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space

CLAIM = Claim(
    statement=r"\min\{1,\ r + V_{H+1} + \mathrm{bonus}\} \le r + \mathrm{bonus} \text{ with } V_{H+1} = 1",
    source=Source("arXiv:2312.16730", "UCB-VI with terminal value 1", status="second-hand"),
    space=Space(reward=Ratio(0, 1), bonus=Ratio(0, 1)),
    lhs=lambda i: xp.minimum(i.reward + 1 + i.bonus, 1),
    rhs=lambda i: i.reward + i.bonus,
    expect="fails",
    falls="misprint",
)
