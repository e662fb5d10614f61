"""Averaging experts under the square loss.

At rate 1/2 ``exp(-(q - y)^2/2)`` is concave in ``q`` on [0, 1], so the mean forecast loses at most the
mixture of the losses; telescoping gives ``log N / eta = 2 log N``.
"""

from proofs_check.decision_making._settings import experts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.play.forecasters import averaged_forecast, forecast_regret

CLAIM = Claim(
    statement=r"\sum_t (\hat q_t - y_t)^2 - \min_i \sum_t (f_{i,t} - y_t)^2 \le 2\log N \text{ for averaging at } \eta = 1/2",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss", status="second-hand"),
    space=experts,
    sizes=((2, 1), (2, 3), (3, 4)),
    lhs=lambda i: forecast_regret(i.experts, i.prior, i.outcomes, xp.ratio(1, 2), averaged_forecast),
    rhs=lambda i: 2 * xp.log(i.size[0]),
    trivial=(0, lambda i: i.size[1]),
    loose=(
        "1/2 is the largest rate for averaging; at rate 2 the aggregating algorithm has a quarter "
        "(aggregated_forecast_regret_le)"
    ),
)  # fmt: skip
