"""Averaging with exponential weights has regret ``2 log N`` under the square loss.

``exp(-(q - y)^2/2)`` is concave in ``q`` on [0, 1], so that the mean forecast loses at most the mixed loss
at rate 1/2 (Jensen); the mixed losses telescope.
"""

from itertools import product

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.forecasters import averaged_forecast, forecast_regret

CLAIM = Claim(
    statement=r"\sum_t (q_t - y_t)^2 - \min_i \sum_t (f_{i,t} - y_t)^2 \le 2 \log N",
    source=Source("arXiv:2312.16730", "exp-concave losses: averaged exponential weights", status="second-hand"),
    space=lambda size: Space(
        experts=Table(size, 0, 1), outcomes=Choice(*product((0, 1), repeat=size[0])),
        derived=lambda i: {"prior": xp.full((size[1],), xp.ratio(1, size[1]), like=i.experts)},
    ),
    sizes=((1, 2), (2, 2), (3, 3)),
    lhs=lambda i: forecast_regret(i.experts, i.prior, i.outcomes, xp.ratio(1, 2), averaged_forecast),
    rhs=lambda i: 2 * xp.log(i.size[1]),
    loose="approached only over many rounds",
)  # fmt: skip
