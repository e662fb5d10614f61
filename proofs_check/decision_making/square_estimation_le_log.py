"""Estimation errors of the aggregating algorithm.

Its regret is at most ``log N / 2`` on every sequence, so its expected squared error against a truth among the
experts is too. Experts are constant, and forecasts depend on the number of ones so far.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.play.forecasters import aggregated_forecast, expert_weights


def error(i):
    """``E sum_t (fhat_t - f*)^2`` when the first expert is the truth."""
    total = 0
    for rounds in range(i.size[1]):
        for ones in range(rounds + 1):
            losses = ones * (1 - i.experts) ** 2 + (rounds - ones) * i.experts**2
            forecast = aggregated_forecast(i.experts, expert_weights(i.prior, losses, 2), xp.ratio(2, 1))
            mass = xp.binomial(rounds, ones) * i.experts[0] ** ones * (1 - i.experts[0]) ** (rounds - ones)
            total = total + mass * (forecast - i.experts[0]) ** 2
    return total


CLAIM = Claim(
    statement=r"\mathbb E \sum_{t\le T} (\hat f_t - f^*)^2 \le \tfrac12 \log N \text{ for the aggregating algorithm}",
    source=Source("arXiv:2312.16730", "square-loss estimation, with log N / 2 in place of 2 log N", status="derived"),
    space=lambda size: Space(experts=Table(size[0], 0, 1), derived=lambda i: {"prior": uniform(size[0])}),
    sizes=((2, 2), (3, 4), (5, 6)),
    lhs=error,
    rhs=lambda i: xp.log(i.size[0]) / 2,
    trivial=(0, lambda i: i.size[1]),
    loose="the worst sequence for the regret is not the mean sequence of any expert",
)
