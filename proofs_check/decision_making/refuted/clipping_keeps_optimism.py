"""Clipping optimistic values at 1 needs all later values to be at most 1.

An action leads with probability ``q`` to a state worth ``v`` (``v`` more steps of reward 1), else to
nothing. Its value ``q v`` may be at most 1 while ``v`` is not; the backup with the exact kernel, clipped at
1, is only ``q``, so the action is abandoned for any other worth more than ``q`` and regret grows linearly.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Whole


def clipped(i):
    """``min(1, q min(1, v))``: the backup of the action from the clipped value of the state, without bonus."""
    return xp.minimum(i.chance * xp.minimum(i.worth, 1), 1)


CLAIM = Claim(
    statement=r"Q^*(b) \le \min\{1,\ P\min\{1, V^*_{h+1}\}\} \text{ whenever } V_1^* \le 1",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI) with only the first value bounded", status="second-hand"),
    space=Space(chance=Ratio(0, 1), worth=Whole(0, 10)),
    given={"the first value is at most 1": lambda i: i.chance * i.worth <= 1},
    lhs=lambda i: i.chance * i.worth,
    rhs=clipped,
    expect="fails",
    falls="tempting form",
)
