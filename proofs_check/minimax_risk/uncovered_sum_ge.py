"""No law covers a class whose pointwise maximum has more mass than the level.

``sum_j Cov_N(model_j || answer) > sum_y max_j model_j(y) - N`` for every answer, proper or not: what is covered costs the
answer a share ``1/N`` of the maximum. Two disjoint models attain it in the limit: an answer that is the one leaves the other
uncovered at every level, and ``N`` falls to 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def uncovered(i: Instance) -> Array:
    """``sum_j Cov_N(model_j || answer)``."""
    return xp.sum(xp.stack([coverage(model, i.answer, i.level) for model in (i.first, i.second, i.third)]))


CLAIM = Claim(
    statement=r"\sum_y \max_j \pi_j(y) - N < \sum_j \mathrm{Cov}_N(\pi_j \| \hat\pi) \quad \text{for every law } \hat\pi",
    source=Source("arXiv:2510.15020", "Definition 1.1, how large a class one law covers", status="derived"),
    space=lambda n: Space(first=Simplex(n), second=Simplex(n), third=Simplex(n), answer=Simplex(n), level=Ratio(1, 3)),
    sizes=(2, 3),
    relation="<",
    lhs=lambda i: xp.sum(xp.maximum(xp.maximum(i.first, i.second), i.third)) - i.level,
    rhs=uncovered,
    trivial=(0, 3),
    tight_at=lambda k: {"first": [0, 1], "second": [0, 1], "third": [1, 0], "answer": [0, 1], "level": [2**k + 1, 2**k]},
    rate="1 - ratio of order 2^(-k), as the level falls to 1",
    sharpened=lambda i: xp.ratio(99, 100) * uncovered(i),
)
