"""No proper estimator covers long words from few samples.

Prompt ``+`` of probability ``u``, whose ``H`` bits have independent signs: ``P(y_h = 1) = s`` or ``1 - s``. A proper
estimator errs in the sign of a coordinate, given ``k`` visits and under random signs, with at least the Bayes error
``e_k``, independently; a wrong sign costs ``h = 1 - (sqrt(s/2) + sqrt((1-s)/2))`` of squared Hellinger distance. By
``hellinger_path_tail_le_coverage`` with ``delta = 1/2`` some choice of signs has ``E Cov_N >= (u/2) P(h Bin(H, e_k) >=
(log N)/2 + log 2)``. At ``n = 1000`` and ``N = 4`` this is at least ``0.0048 H/(n log N)`` for suitable ``s`` and
``u``.
"""

import math
from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.count_profiles import binomial_tail_bounds
from theory_lab.numbers import ratio

SAMPLES, LEVEL, VISITS = 1000, 4, 40
CHOICES = {  # s and u, in ten-thousandths
    128: (8641, 21), 256: (7685, 31), 512: (7058, 57), 1024: (6514, 114)
}  # fmt: skip


def bayes_error(s: Fraction, visits: int) -> Fraction:
    """The chance that the sign with more votes is wrong, half of it for a tie."""
    votes = [math.comb(visits, j) * (1 - s) ** j * s ** (visits - j) for j in range(visits + 1)]
    return sum(votes[visits // 2 + 1 :], Fraction(0)) + (votes[visits // 2] / 2 if visits % 2 == 0 else 0)


def wrong_needed(share: Fraction) -> int:
    """The least number of wrong signs that costs enough."""
    s = xp.exact(share)
    cost = 1 - xp.sqrt(s / 2) - xp.sqrt((1 - s) / 2)
    low, high = xp.value(xp.log(2 * xp.sqrt(xp.exact(LEVEL))) / cost).bounds()
    if math.ceil(low) != math.ceil(high):
        raise xp.Undecided(f"the number of wrong signs is between {low} and {high}")
    return math.ceil(low)


def lower_mean(length: int) -> Fraction:
    """A lower bound of ``(u/2) P(h Bin(H, e_k) >= (log N)/2 + log 2)``."""
    s, u = (Fraction(part, 10**4) for part in CHOICES[length])
    needed, total = wrong_needed(s), Fraction(0)
    for k in range(VISITS + 1):
        mass = math.comb(SAMPLES, k) * u**k * (1 - u) ** (SAMPLES - k)
        total += mass * Fraction(binomial_tail_bounds(length, bayes_error(s, k), needed)[0])
    return u / 2 * total


CLAIM = Claim(
    statement=(
        r"0.0048 \frac{H}{n \log N} \le \max_v \mathrm{E}_v\,\mathrm{Cov}_N(\hat\pi) \text{ for every proper estimator,}"
        r" \quad n = 1000,\ N = 4,\ H = 128, \dots, 1024"
    ),
    source=Source("arXiv:2510.15020", "Proposition I.1, with numbers", status="derived"),
    sizes=tuple(CHOICES),
    kind="value",
    value=lambda length: (ratio(48, 10**4) * length / (SAMPLES * xp.log(xp.exact(LEVEL))), lower_mean(length)),
    trivial="probability",
    notes="binomial tails in floats on nonnegative terms, narrowed by more than their rounding errors",
)
