"""The regret of exponential weights.

The log of the total weight falls by at most ``eta <w, loss> - eta^2/8`` a round (Hoeffding's lemma) and ends
above the best expert's.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.experts import hedge_regret


def bound(i):
    """``log N / eta + eta T / 8``."""
    horizon, experts = i.size
    return xp.log(experts) / i.rate + i.rate * horizon / 8


CLAIM = Claim(
    statement=r"\mathrm{Reg}_T \le \frac{\log N}\eta + \frac{\eta T}8",
    source=Source("arXiv:2312.16730", "exponential weights for losses in [0, 1]", status="second-hand"),
    space=lambda size: Space(losses=Table(size, 0, 1), rate=Ratio(xp.ratio(1, 16), 8)),
    sizes=((1, 2), (2, 2), (4, 2), (4, 3)),
    lhs=lambda i: hedge_regret(i.losses, i.rate),
    rhs=bound,
    loose="the minimax regret of two experts is E|S_T|/2, smaller than the best of these bounds",
)
