"""Estimation error under the square loss is expected regret.

``y = f* + noise`` of mean zero and ``fhat`` chosen before ``y``: the cross term of ``(fhat - y)^2 - (f* -
y)^2`` vanishes in the mean. Forecasts are any function of the earlier outcomes.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table


def sides(i):
    """Expected estimation error and expected regret to the truth, over all binary sequences."""
    reach, start = xp.ones((1,), like=i.truth), 0
    error, regret = 0, 0
    for mean in i.truth:
        forecast = i.forecasts[start : start + reach.size]
        error = error + xp.dot(reach, (forecast - mean) ** 2)
        for outcome, chance in ((0, 1 - mean), (1, mean)):
            regret = regret + chance * xp.dot(reach, (forecast - outcome) ** 2 - (mean - outcome) ** 2)
        start += reach.size
        reach = (reach[:, None] * xp.stack([1 - mean, mean])).reshape(2 * reach.size)
    return {"error": error, "regret": regret}


CLAIM = Claim(
    statement=r"\mathbb E \sum_t (\hat f_t - f^*_t)^2 = \mathbb E \sum_t (\hat f_t - y_t)^2 - (f^*_t - y_t)^2",
    source=Source("arXiv:2312.16730", "square-loss estimation from regret", status="second-hand"),
    space=lambda rounds: Space(truth=Table(rounds, 0, 1), forecasts=Table(2**rounds - 1, 0, 1), derived=sides),
    sizes=(1, 2, 4),
    relation="==",
    lhs=lambda i: i.error,
    rhs=lambda i: i.regret,
)
