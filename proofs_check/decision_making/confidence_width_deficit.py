"""The constant 2 of the potential of confidence widths is sharp.

One arm pulled ``m`` times has widths ``1 + sum_{j<m} j^(-1/2) = 2 sqrt m - c + O(m^(-1/2))``, so the
deficit of the ratio to ``sqrt m`` halves when ``m`` grows fourfold.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def deficit(pulls):
    """``2 - (1 + sum_{j < m} j^(-1/2)) / sqrt m``."""
    widths = 1 + sum(1 / xp.sqrt(earlier) for earlier in range(1, pulls))
    return 2 - widths / xp.sqrt(pulls)


CLAIM = Claim(
    statement=r"2 - m^{-1/2}\Bigl(1 + \sum_{j<m} j^{-1/2}\Bigr) \text{ shrinks by a factor } 0.55"
    r" \text{ or more from } m \text{ to } 4m",
    source=Source("arXiv:2312.16730", "sharpness of the constant of Lemma 8", status="derived"),
    kind="trend",
    sizes=(4, 16, 64, 256, 1024),
    trend=deficit,
    rhs=lambda pulls: xp.ratio(55, 100),
)
