"""Exponential weights at any rate.

Hoeffding's lemma for losses in [0, 1] bounds every round of the potential:
``Reg <= log N / eta + eta T / 8`` on every table of losses.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.play.experts import hedge_regret


def bound(i):
    """``log N / eta + eta T / 8``."""
    return xp.log(i.size[1]) / i.rate + i.rate * xp.ratio(i.size[0], 8)


CLAIM = Claim(
    statement=r"\sum_t \langle w_t, \ell_t\rangle - \min_i \sum_t \ell_t(i) \le \frac{\log N}{\eta} + \frac{\eta T}{8}",
    source=Source("arXiv:2312.16730", "exponential weights, bounded losses, any rate", status="second-hand"),
    space=lambda size: Space(losses=Table(size, 0, 1), rate=Ratio(xp.ratio(1, 16), 8)),
    sizes=((1, 2), (3, 2), (4, 3)),
    lhs=lambda i: hedge_regret(i.losses, i.rate),
    rhs=bound,
    trivial=(0, lambda i: i.size[0]),
    loose="at the end only the best expert counts; with what the others weigh it is sharp (hedge_regret_le_last_potential)",
)
