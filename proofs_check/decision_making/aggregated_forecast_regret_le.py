"""The aggregating algorithm under the square loss.

The square loss on [0, 1] is 2-mixable: some prediction loses at most ``-log(sum w exp(-2 loss))/2`` whatever
the outcome. Telescoping gives ``log N / 2``, a quarter of the bound for averaging; two experts at .2 and .8
come within a few per cent in ten rounds.
"""

from proofs_check.decision_making._settings import experts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.play.forecasters import aggregated_forecast, forecast_regret


def bound(i):
    """``log N / 2``."""
    return xp.log(i.size[0]) / 2


CLAIM = Claim(
    statement=r"\sum_t (\hat q_t - y_t)^2 - \min_i \sum_t (f_{i,t} - y_t)^2 \le \tfrac12\log N \text{ for the"
    r" aggregating algorithm}",
    source=Source("arXiv:2312.16730", "mixability of the square loss (aggregating algorithm)", status="second-hand"),
    space=experts,
    sizes=((2, 1), (2, 3), (2, 6), (3, 4)),
    lhs=lambda i: forecast_regret(i.experts, i.prior, i.outcomes, xp.ratio(2, 1), aggregated_forecast),
    rhs=bound,
    trivial=(0, lambda i: i.size[1]),
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)  # fmt: skip
