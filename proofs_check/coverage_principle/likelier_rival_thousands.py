"""How often a rival is likelier at thousands of samples, against the power of the affinity.

``P(rival at least as likely) <= (sum sqrt(p q))^n`` by Markov's inequality for the root of the ratio, the step behind the
Hellinger bounds for maximum likelihood; two laws on three outcomes whose weights are bent by ``1/k``. Sizes are ``(n, k)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.count_windows import event_bounds
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Truth

CASES = ((1000, 12), (2000, 16))


@cache
def sides(draws: int, bend: int) -> tuple[Any, ...]:
    """A part of ten thousand, the probability from below and above, the power of the affinity, and 1/2."""
    law = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    rival = [law[0] * (1 + Fraction(1, bend)), law[1] * (1 - Fraction(1, bend)), law[2] * (1 - Fraction(1, bend))]
    gain = xp.log(xp.intervals([b / a for a, b in zip(law, rival, strict=True)]))

    def likelier(counts: np.ndarray) -> Truth:
        return xp.dot(counts, gain) >= 0

    low, high = event_bounds(law, draws, likelier)
    affinity = 1 - hellinger2(xp.exact(law), xp.exact(rival))
    return Fraction(1, 10**4), low, high, affinity**draws, Fraction(1, 2)


CLAIM = Claim(
    statement=(
        r"10^{-4} < \mathrm P\big(L_n(q) \ge L_n(p)\big) < \Big(\sum \sqrt{p q}\Big)^n < \tfrac12 \quad (n = 1000,"
        r" 2000)"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.1 for finite classes, a likelier rival at thousands of samples", status="derived"
    ),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size),
    relation="<=",
)
