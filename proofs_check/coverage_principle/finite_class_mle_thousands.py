"""Maximum likelihood over a finite class at thousands of samples: Theorem 4.1 at the chance with which it fails.

The data law, a rival that has ``1/N`` of it on a rare outcome and is nearly right on two common ones, and a far one. The chance
that some rival is at least as likely, enclosed over the counts that matter, with logarithms in intervals; at that chance the
theorem (``mle_coverage_tail_le_max``) allows more than the mass of the rare outcome, and less than 1. Sizes are ``(n, N, n
times the rare mass)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from proofs_check.coverage_principle._settings_thousands import told
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array, Truth

CASES = ((1000, 16, 2), (2000, 32, 2), (4000, 64, 3))
MODELS = 3


def rivals(law: list[Fraction], level: int) -> list[list[Fraction]]:
    """Two models with less than ``1/N`` of the rare outcome, one bent a little and one much on the others."""
    rare = law[2] / (level + Fraction(1, 1000))
    near, far = Fraction(51, 100), Fraction(3, 5)
    return [[near * (1 - rare), (1 - near) * (1 - rare), rare], [far * (1 - rare), (1 - far) * (1 - rare), rare]]


def allowed(draws: int, level: int, d: Fraction) -> Array:
    """The bound of the theorem for a model that is as likely as the data law."""
    price = xp.log(xp.exact(2 * MODELS / d)) / draws
    return xp.maximum(4 * price / xp.log(xp.exact(Fraction(level, 4))), 8 * price)


@cache
def sides(draws: int, level: int, seen: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The smaller and the larger side."""
    rare = Fraction(seen, draws)
    law = [(1 - rare) / 2, (1 - rare) / 2, rare]
    gains = [xp.log(xp.intervals([b / a for a, b in zip(law, rival, strict=True)])) for rival in rivals(law, level)]

    def likelier(counts: np.ndarray) -> Truth:
        first, second = (xp.dot(counts, gain) >= 0 for gain in gains)
        return first | second

    return told(law, draws, likelier, rare, lambda d: allowed(draws, level, d))


CLAIM = Claim(
    statement=(
        r"0 < d = \mathrm P(\mathrm{Cov}_N(\hat\pi) \ge u) < \tfrac12, \quad u < \max\Big\{\frac{4 \log(2 |\Pi|/d)}{n \log(N/4)},"
        r"\ \frac{8 \log(2 |\Pi|/d)}{n}\Big\}"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, thousands of samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size)[0],
    rhs=lambda size: sides(*size)[1],
    relation="<",
    loose="the chance is halved between two parts whose constants are 4 and 8; near_twin_constant has what is needed",
)
