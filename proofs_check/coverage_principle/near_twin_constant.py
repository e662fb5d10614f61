"""Near twins of the truth: which constant Theorem 4.1 needs.

The class of ``fine_mle_leaves_truth`` with ``2^d + 1`` models, ``d = 3, 4, 6``: fair coins on ``d`` prompts and a rare prompt of
probability ``u``; the twins bend the coins by ``e`` and have ``1/N`` on the rare prompt. With probability ``P`` some twin is at
least as likely as the data law, and then ``Cov_N`` is ``u``; so whatever holds with probability ``1 - delta`` for every
``delta < P`` bounds ``u``. ``P`` is exact: it depends on the visits to the rare prompt and on ``sum |heads - tails|`` alone,
whose law is counted in whole numbers. Beyond ``n log(1 + e)/(log N + log(1 + e))`` visits no twin is likelier. The explicit
theorem has 24 where this class needs less than 1; the left side is a coverage, below 1 without any theorem.
"""

import functools

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.coin_prompts import imbalance_counts
from theory_lab.numbers import Array, ratio

SHARE = ratio(1, 6)  # of the samples may be visits: log(3/2)/(log 8 + log(3/2)) is below it


@functools.lru_cache
def laws(prompts: int, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Visits times imbalances (m, s): the weight ``binomial(n, m) P(s | n - m)``, and the imbalances (m, s) of its entries."""
    most = int(samples * SHARE)
    rows = [imbalance_counts(prompts, samples)[samples - m] for m in range(most + 1)]
    weights = np.zeros((most + 1, samples + 1), dtype=object)
    for m, row in enumerate(rows):
        for s, ways in enumerate(row):
            weights[m, s] = ratio(ways * int(xp.binomial(samples, m)), (2 * prompts) ** (samples - m))
    kept = np.flatnonzero(weights.any(axis=0))
    return weights[:, kept], kept


def chance(i: Instance) -> Array:
    """The probability that some twin is at least as likely as the data law."""
    prompts, samples = i.size
    weights, imbalances = laws(prompts, samples)
    visits = np.arange(len(weights))
    gain, price = xp.log((1 + i.bend) / (1 - i.bend)) / 2, -xp.log(1 - i.bend**2) / 2
    needed = visits * xp.log(i.level) + (samples - visits) * price
    likelier = xp.indicator(xp.at_least(imbalances[None] * gain, needed[:, None]) > 0)
    masses = xp.stack([i.rare**m * (1 - i.rare) ** (samples - m) for m in visits.tolist()])
    return xp.sum(masses * xp.sum(weights * likelier, axis=1))


def complexity(i: Instance) -> Array:
    """``(log|Pi|/log N + log(2/P))/n``."""
    prompts, samples = i.size
    return (xp.log(2**prompts + 1) / xp.log(i.level) + xp.log(2 / chance(i))) / samples


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(\hat\pi) \le c\, \Big(\frac{\log |\Pi|}{n \log N} + \frac{\log(2/\delta)}{n}\Big)"
        r" \text{ with probability } 1 - \delta"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.1, best constant", status="derived",
        reading="classes of near twins; the explicit theorem has c = 24",
    ),
    space=lambda size: Space(
        level=Ratio(8, 1000), bend=Ratio(ratio(1, 50), ratio(1, 2)), rare=Ratio(ratio(1, 1000), ratio(1, 4))
    ),
    sizes=((3, 30), (4, 60)),
    unknown="c",
    bracket=(ratio(1, 10), ratio(24, 1)),
    lhs=lambda i, c: i.rare,
    rhs=lambda i, c: c * complexity(i),
)  # fmt: skip
