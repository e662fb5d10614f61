"""The condition of the offset tournament over an infinite class.

The covering argument has ``gamma = N^(2a)``, so ``N >= 8 gamma^2`` means ``N^(1-4a) >= 8``; printed is ``N^(1-2a) >=
8``, the condition for ``gamma = N^a``. With ``c = N^a``: ``N >= 8 c^2`` does not give ``N >= 8 c^4``.
"""

from theory_lab.claims import Claim, Ratio, Source, Space

CLAIM = Claim(
    statement=r"N^{1-2a} \ge 8 \implies 8 \gamma^2 \le N, \quad \gamma = N^{2a}",
    source=Source("arXiv:2510.15020", "equation (34) and its proof", quote="N^{1-2a} >= 8"),
    space=Space(c=Ratio(1, 8), excess=Ratio(1, 4), derived=lambda i: {"level": 8 * i.c**2 * i.excess}),
    lhs=lambda i: 8 * i.c**4,
    rhs=lambda i: i.level,
    expect="fails",
    falls="misprint",
)
