"""The aggregating algorithm has regret ``(log N)/2`` under the square loss.

The square loss on [0, 1] is mixable at rate 2: the substitution loses at most the mixed loss ``G(y)`` for
either outcome, and the mixed losses telescope to ``log N / 2``.
"""

from itertools import product

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.forecasters import aggregated_forecast, forecast_regret

CLAIM = Claim(
    statement=r"\sum_t (q_t - y_t)^2 - \min_i \sum_t (f_{i,t} - y_t)^2 \le \tfrac12 \log N",
    source=Source("arXiv:2312.16730", "mixable losses: the aggregating algorithm", status="second-hand"),
    space=lambda size: Space(
        experts=Table(size, 0, 1), outcomes=Choice(*product((0, 1), repeat=size[0])),
        derived=lambda i: {"prior": xp.full((size[1],), xp.ratio(1, size[1]), like=i.experts)},
    ),
    sizes=((1, 2), (2, 2), (3, 3)),
    lhs=lambda i: forecast_regret(i.experts, i.prior, i.outcomes, 2, aggregated_forecast),
    rhs=lambda i: xp.log(i.size[1]) / 2,
    loose="approached only over many rounds",
)  # fmt: skip
