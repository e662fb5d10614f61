"""The cover radius of the proof of Theorem 4.1 needs a larger level.

With ``alpha = (log N)/4`` the proof needs ``log N > 2 alpha + log 4``, that is ``N > 16``, not ``N >= 8``. With ``alpha
= (log N)/12`` it has ``log N - 2 alpha - log 4 >= (log N)/6`` for all ``N >= 8`` (``twelfth_log_leaves_room``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole

CLAIM = Claim(
    statement=r"N \ge 8,\ \alpha = \tfrac14 \log N \implies 2 \alpha + \log 4 < \log N",
    source=Source("arXiv:2510.15020", "proof of Theorem 4.1", quote="alpha = (1/4) log N, N >= 8"),
    space=Space(level=Whole(8, 10**6)),
    relation="<",
    lhs=lambda i: xp.log(i.level) / 2 + xp.log(4),
    rhs=lambda i: xp.log(i.level),
    expect="fails",
    falls="proof step",
)
