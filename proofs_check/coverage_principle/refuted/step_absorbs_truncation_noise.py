"""The step of Theorem 6.2 does not absorb the noise of the truncated gradient.

The proof needs ``128 eta A B^2 <= 1/2`` with ``A = log N`` and takes ``eta = 1/((64 A + 2) B^2)``, which
makes the left side nearly 2. With ``eta <= 1/(256 A B^2)`` it is at most 1/2, and the theorem holds at the
same rate (``truncated_mean_stopped_le``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Whole

CLAIM = Claim(
    statement=r"\eta = \frac{1}{(64 \log N + 2) B^2} \implies 128\, \eta\, B^2 \log N \le \frac12",
    source=Source("arXiv:2510.15020", "proof of Theorem 6.2", quote="eta = 1/((64 log N + 2) B^2)"),
    space=Space(level=Whole(2, 10**6), scale=Ratio(1, 10)),
    lhs=lambda i: 128 * xp.log(i.level) * i.scale**2 / ((64 * xp.log(i.level) + 2) * i.scale**2),
    rhs=lambda i: xp.ratio(1, 2),
    expect="fails",
    falls="proof step",
)
