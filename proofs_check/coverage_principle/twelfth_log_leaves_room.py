"""The cover radius of Theorem 4.1 that works from N = 8 on.

With ``alpha = (log N)/12`` there remains ``(5/6) log N - log 4 >= (1/6) log N``, with equality at ``N = 8``. This gives the
constants 24, 12 and 8 of the explicit form.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole

CLAIM = Claim(
    statement=r"\tfrac16 \log N \le \log N - 2 \alpha - \log 4, \quad \alpha = \tfrac1{12} \log N,\ N \ge 8",
    source=Source("arXiv:2510.15020", "proof of Theorem 4.1, repaired", status="derived"),
    space=Space(level=Whole(8, 10**6)),
    lhs=lambda i: xp.log(i.level) / 6,
    rhs=lambda i: xp.ratio(5, 6) * xp.log(i.level) - xp.log(4),
    tight_at={"level": 8},
    sharpened=lambda i: xp.ratio(99, 100) * (xp.ratio(5, 6) * xp.log(i.level) - xp.log(4)),
)
