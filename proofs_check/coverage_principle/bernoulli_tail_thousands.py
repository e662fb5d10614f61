"""The Bernoulli class at thousands of samples: the tail of the coverage against Chernoff's bound.

``Cov_N >= p`` if at most ``n p/N`` successes are seen; its probability is enclosed and below ``exp(-n kl(p/N || p))``, itself
below 1/2. Sizes are ``(n, n p, 4 N)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

from proofs_check.coverage_principle._settings import binary_kl
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.count_windows import event_bounds

CASES = ((1000, 8, 8), (4000, 8, 8), (10000, 20, 8), (10000, 4, 16), (10000, 100, 5))


@cache
def sides(draws: int, mean: int, quarters: int) -> tuple[Any, ...]:
    """A part of a thousand, the probability from below and above, Chernoff's bound, and 1/2."""
    p, level = Fraction(mean, draws), Fraction(quarters, 4)
    low, high = event_bounds([1 - p, p], draws, lambda counts: counts[:, 1] * level.numerator <= mean * level.denominator)
    bound = xp.exp(-draws * binary_kl(xp.exact(p / level), xp.exact(p)))
    return Fraction(1, 1000), low, high, bound, Fraction(1, 2)


CLAIM = Claim(
    statement=(
        r"\tfrac1{1000} < \mathrm P(\mathrm{Cov}_N(\hat\pi) \ge p) < e^{-n\,\mathrm{kl}(p/N \| p)} < \tfrac12 \quad (n"
        r" = 1000, \dots, 10000)"
    ),
    source=Source("arXiv:2510.15020", "Section 4, exponential decay at a fixed truth, thousands of samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size),
    relation="<=",
)
