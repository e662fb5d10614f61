"""The rate of Lipschitz bandits.

``min_N 1/(2N) + (N - 1)/(4 gamma)`` over covers of the unit interval is at most ``1/sqrt(2 gamma)``; the paper has
``2/sqrt(gamma)``. The minimum over real ``N`` is ``1/sqrt(2 gamma) - 1/(4 gamma)``, and rounding ``N`` costs less
than the second term.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space


def covers(i):
    """The bound of the best cover by up to 64 intervals."""
    sizes = np.arange(1, 65)
    return xp.min(1 / xp.exact(2 * sizes) + (sizes - 1) / (4 * i.offset))


CLAIM = Claim(
    statement=r"\min_N \Bigl\{\frac1{2N} + \frac{N-1}{4\gamma}\Bigr\} \le \frac1{\sqrt{2\gamma}} \le \frac2{\sqrt\gamma}",
    source=Source("arXiv:2112.13487", "Lipschitz bandits in one dimension, 2 gamma^(-1/2)", status="derived"),
    space=Space(offset=Ratio(xp.ratio(1, 8), 2048)),
    lhs=lambda i: covers(i) ** 2,
    rhs=lambda i: 1 / (2 * i.offset),
    sharpened=lambda i: xp.ratio(9, 20) / i.offset,
    notes="Squares of both sides.",
)
