"""Pinsker's inequality with the next term of its expansion.

``KL >= 2 TV^2 + (4/9) TV^4``, Kullback's and Kraft's; the best constant of the next term is in ``fourth_order_constant``.
"""

from proofs_check.divergences._settings import near, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(p, q)^2 + \tfrac49\,\mathrm{TV}(p, q)^4 \le \mathrm{KL}(p \| q)",
    source=Source("Topsoe 2000", "refined Pinsker inequality, after Kullback and Kraft", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    lhs=lambda i: 2 * total_variation(i.p, i.q) ** 2 + xp.ratio(4, 9) * total_variation(i.p, i.q) ** 4,
    rhs=lambda i: kl(i.p, i.q),
    tight_at=near,
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
