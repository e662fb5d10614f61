"""Estimation errors of the aggregating algorithm.

Its regret against the first expert is at most ``-log W / 2`` on every sequence, where ``W`` is the mean over the experts of
``exp(-2 (L_i - L_1))``, so that its expected squared error against a truth among the experts is at most the mean of that, which
is below ``log N / 2``. Equality in the limit of two experts about 1/2 that come together, where the square loss is no more
than 2-mixable. Experts are constant, and forecasts depend on the number of ones so far.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.play.forecasters import aggregated_forecast, expert_weights


def losses_after(i, rounds):
    """The probability of each number of ones when the first expert is the truth, and the losses of all experts then."""
    for ones in range(rounds + 1):
        mass = xp.binomial(rounds, ones) * i.experts[0] ** ones * (1 - i.experts[0]) ** (rounds - ones)
        yield mass, ones * (1 - i.experts) ** 2 + (rounds - ones) * i.experts**2


def error(i):
    """``E sum_t (fhat_t - f*)^2`` when the first expert is the truth."""
    total = 0
    for rounds in range(i.size[1]):
        for mass, losses in losses_after(i, rounds):
            forecast = aggregated_forecast(i.experts, expert_weights(i.prior, losses, 2), xp.ratio(2, 1))
            total = total + mass * (forecast - i.experts[0]) ** 2
    return total


def bound(i):
    """``(log N - E log sum_i exp(-2 (L_i - L_1))) / 2``, losses after all rounds."""
    excess = [mass * xp.log(xp.sum(xp.exp(-2 * (losses - losses[0])))) for mass, losses in losses_after(i, i.size[1])]
    return (xp.log(i.size[0]) - sum(excess)) / 2


CLAIM = Claim(
    statement=r"\mathbb E \sum_{t\le T} (\hat f_t - f^*)^2 \le \tfrac12 \log N -"
    r" \tfrac12 \mathbb E \log\textstyle\sum_i e^{-2(L_i - L_{f^*})} \;\bigl(\le \tfrac12 \log N\bigr)"
    r" \text{ for the aggregating algorithm}",
    source=Source("arXiv:2312.16730", "square-loss estimation, with log N / 2 in place of 2 log N", status="derived"),
    space=lambda size: Space(experts=Table(size[0], 0, 1), derived=lambda i: {"prior": uniform(size[0])}),
    sizes=((2, 2), (3, 4), (5, 6)),
    lhs=error,
    rhs=bound,
    trivial=(0, lambda i: i.size[1]),
    tight_at=lambda k: {"experts": [2 ** (k + 1), 2**k, 2**k + 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
