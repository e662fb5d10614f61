"""Exponential weights at any rate, with what all experts weigh at the end.

Hoeffding's lemma for losses in [0, 1] bounds every round of the potential ``-log(mean of exp(-eta L_i)) / eta`` by ``eta/8``.
At the end no expert is more than ``T`` behind the best one, so that the potential is at most ``log(N / (1 + (N - 1) exp(-eta
T))) / eta`` above the best loss, and ``Reg <= log N / eta + eta T / 8`` on every table of losses. Equality in the limit of
small rates, where the weights stay uniform.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.play.experts import hedge_regret


def bound(i):
    """``log(N / (1 + (N - 1) exp(-eta T))) / eta + eta T / 8``."""
    horizon, experts = i.size
    mean = (1 + (experts - 1) * xp.exp(-i.rate * horizon)) / experts
    return i.rate * xp.ratio(horizon, 8) - xp.log(mean) / i.rate


CLAIM = Claim(
    statement=r"\sum_t \langle w_t, \ell_t\rangle - \min_i \sum_t \ell_t(i) \le"
    r" \frac1\eta \log\frac{N}{1 + (N-1) e^{-\eta T}} + \frac{\eta T}{8}"
    r" \;\Bigl(\le \frac{\log N}{\eta} + \frac{\eta T}{8}\Bigr)",
    source=Source("arXiv:2312.16730", "exponential weights, bounded losses, any rate, sharp", status="derived"),
    space=lambda size: Space(losses=Table(size, 0, 1), rate=Ratio(xp.ratio(1, 16), 8)),
    sizes=((1, 2), (3, 2), (4, 3)),
    lhs=lambda i: hedge_regret(i.losses, i.rate),
    rhs=bound,
    trivial=(0, lambda i: i.size[0]),
    tight_at=lambda k: {"losses": [1, 0, 1], "rate": [1, k]},
    rate="1 - ratio of order k^(-3)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
