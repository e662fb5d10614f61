"""What outcome-level rejection costs.

Proposals are accepted with probability ``Z/M``, so ``P(more than n) = (1 - Z/M)^n``: the mean number of proposals, cut at
``N``, times ``Z/M`` is the probability to accept within ``N``, and without a cut it is ``M/Z``. The left side adds the
tail.
"""

from functools import reduce

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import acceptance


def derived(i):
    """The acceptance probability at a level of at least the largest reward, and the mean of ``min(proposals, N)``."""
    level = xp.max(i.reward) * (1 + i.surplus)
    missed = 1 - xp.dot(i.base, i.reward) / level
    mean = reduce(lambda total, n: total + missed**n, range(i.draws), 0)
    return {"accepted": acceptance(i.base, i.reward, level), "missed": missed, "mean": mean}


CLAIM = Claim(
    statement=r"\frac ZM\,\mathbb E\min(\text{proposals}, N) = 1 - (1 - Z/M)^N, \quad \mathbb E[\text{proposals}] = M/Z",
    source=Source("arXiv:2510.03149", "Algorithm 6, cost", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), reward=Simplex(n), surplus=Ratio(0, 2), draws=Count(0, 8), derived=derived
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: i.accepted * i.mean,
    rhs=lambda i: 1 - i.missed**i.draws,
)
