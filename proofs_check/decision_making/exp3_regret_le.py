"""The regret of exponential weights on importance-weighted losses.

Exponential weights on estimates with ``exp(-x) <= 1 - x + x^2/2``; the estimates have
``E sum_a p(a) Lhat(a)^2 = sum_a loss(a)^2 <= A``. The potential ends at most ``log A / eta`` above the best arm, and by
Jensen's inequality at most the mean of the differences of all arms to it, which estimates keep in the mean; so that there is
equality in the limit of small rates, where the choices stay uniform. The expectation is over all sequences of choices. Rates
stop at 1: at larger ones the fourth probability can be ``exp(-exp(1000))``, beyond the exponents of balls.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.play.experts import exp3_regret


def bound(i):
    """``min(log A / eta, mean of L_a - min L) + (eta/2) sum of all losses squared``."""
    totals = xp.sum(i.losses, axis=0)
    start = xp.minimum(xp.log(i.size[1]) / i.rate, xp.sum(totals) / i.size[1] - xp.min(totals))
    return start + i.rate * xp.sum(xp.sum(i.losses**2, axis=1)) / 2


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T \le \min\Bigl\{\frac{\log A}\eta,\ \frac1A \sum_a L_a - \min_a L_a\Bigr\}"
    r" + \frac\eta2 \sum_{t,a} \ell_t(a)^2 \quad \Bigl(\le \frac{\log A}\eta + \frac{\eta A T}2\Bigr)",
    source=Source("arXiv:2312.16730", "EXP3 without mixing, rates up to 1", status="second-hand"),
    space=lambda size: Space(losses=Table(size, 0, 1), rate=Ratio(xp.ratio(1, 2**16), 1)),
    sizes=((1, 2), (2, 2), (4, 2), (3, 3)),
    lhs=lambda i: exp3_regret(i.losses, i.rate),
    rhs=bound,
    trivial=(0, lambda i: i.size[0]),
    tight_at=lambda k: {"losses": [1, 0, 1], "rate": [1, 2**k]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
