"""Hellinger from below total variation.

``(sqrt p - sqrt q)^2 <= |p - q|`` term by term; equality where the laws agree or are disjoint on every outcome.
"""

from proofs_check.divergences._settings import DISJOINT, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2, total_variation

CLAIM = Claim(
    statement=r"H^2(p, q) \le \mathrm{TV}(p, q)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning",
        "Chapter 7, inequalities of Le Cam, from above",
        status="second-hand",
    ),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: hellinger2(i.p, i.q),
    rhs=lambda i: total_variation(i.p, i.q),
    tight_at=DISJOINT,
    sharpened=lambda i: xp.ratio(99, 100) * total_variation(i.p, i.q),
)
