"""Maximum likelihood over mixtures at thousands of samples: Theorem E.1 at the chance with which it fails.

Two components on three outcomes that disagree a little on the common ones and much on a rare one; the data law is their mean. The
maximiser covers the rare outcome or not by the sign of a derivative (``pair_coverages``), enclosed on the counts that matter. At
the chance ``d`` that it does not, the theorem with a maximum (which ``mixture_mle_coverage_tail_le`` sharpens; ``N' = 11/10``,
``a = 1/4``, ``e = 1/n``) allows more than the mass of the rare outcome, and less than 1. Sizes are ``(n, N, n times the rare mass
of the first component)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from proofs_check.coverage_principle._settings_thousands import told
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.mixtures import pair_coverages
from theory_lab.numbers import Array, Truth

CASES = ((1000, 16, 4), (2000, 16, 6), (4000, 32, 5))
BEST_LEVEL, ROOM = Fraction(11, 10), Fraction(1, 4)
RARE = Fraction(1, 10**5)  # the mass that the second component gives to the rare outcome


def components(draws: int, seen: int) -> list[list[Fraction]]:
    """The two components."""
    rare, half, bend = Fraction(seen, draws), Fraction(1, 2), Fraction(1, 200)
    return [[half + bend, half - bend - rare, rare], [half - bend, half + bend - RARE, RARE]]


def allowed(draws: int, level: int, quotient: Fraction, d: Fraction) -> Array:
    """The bound of the theorem; the mean of the components covers itself at ``N'``."""
    spread = xp.exact((quotient - 1) / 2)
    inner = level * xp.exp(xp.exact(-2 * ROOM)) / BEST_LEVEL
    fine = (xp.log(spread * draws + 1) + xp.log(xp.exact(2 / d)) + 2) / draws
    coarse = 8 * (xp.log(spread / ROOM + 1) + xp.log(xp.exact(2 / d))) / draws
    return xp.maximum(2 * fine / (inner - xp.log(inner) - 1), coarse)


@cache
def sides(draws: int, level: int, seen: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The smaller and the larger side."""
    first, second = components(draws, seen)
    law = [(a + b) / 2 for a, b in zip(first, second, strict=True)]
    data, one, other = xp.intervals(law), xp.intervals(first), xp.intervals(second)

    def misses(counts: np.ndarray) -> Truth:
        return pair_coverages(data, one, other, counts, level) >= law[2] / 2

    quotient = max(max(a / b, b / a) for a, b in zip(first, second, strict=True))
    return told(law, draws, misses, law[2], lambda d: allowed(draws, level, quotient, d))


CLAIM = Claim(
    statement=(
        r"0 < d = \mathrm P(\mathrm{Cov}_N(\hat\pi) \ge u) < \tfrac12, \quad u < \max\Big\{\tfrac{2}{M - \log M - 1}"
        r" \tfrac{\log \mathcal N_\infty(1/n) + \log(2/d) + 2}{n},\ \tfrac{8 \log(2 \mathcal N_\infty(a)/d)}{n}\Big\}"
    ),
    source=Source("arXiv:2510.15020", "Theorem E.1 with constants, mixtures, thousands of samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size)[0],
    rhs=lambda size: sides(*size)[1],
    relation="<",
    loose=(
        "the chance is halved for two parts, and 8 stands for the 1/2 and 9/8 that probability_tail_le and frequency_tail_le need"
    ),
)
