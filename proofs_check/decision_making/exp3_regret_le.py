"""The regret of exponential weights on importance-weighted losses.

Exponential weights on estimates with ``exp(-x) <= 1 - x + x^2/2``; the estimates have
``E sum_a p(a) Lhat(a)^2 = sum_a loss(a)^2 <= A``. The expectation is over all sequences of choices. Rates stop at 1:
at larger ones the fourth probability can be ``exp(-exp(1000))``, beyond the exponents of balls.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.play.experts import exp3_regret


def bound(i):
    """``log A / eta + eta A T / 2``."""
    horizon, arms = i.size
    return xp.log(arms) / i.rate + i.rate * arms * horizon / 2


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T \le \frac{\log A}\eta + \frac{\eta A T}2",
    source=Source("arXiv:2312.16730", "EXP3 without mixing, rates up to 1", status="second-hand"),
    space=lambda size: Space(losses=Table(size, 0, 1), rate=Ratio(xp.ratio(1, 16), 1)),
    sizes=((1, 2), (2, 2), (4, 2), (3, 3)),
    lhs=lambda i: exp3_regret(i.losses, i.rate),
    rhs=bound,
    trivial=(0, lambda i: i.size[0]),
    loose="A T/2 is the second moment of the estimates for losses that are all 1, where nothing is regretted",
)
