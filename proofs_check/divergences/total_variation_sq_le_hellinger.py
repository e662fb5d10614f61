"""Total variation from Hellinger: the whole curve is attained.

Cauchy-Schwarz on ``|sqrt p - sqrt q| |sqrt p + sqrt q|``. Two laws with their weights exchanged attain it at every distance.
"""

from proofs_check.divergences._settings import OPPOSITE, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2, total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(p, q)^2 \le H^2(p, q)\,(2 - H^2(p, q))",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning",
        "Chapter 7, inequalities of Le Cam, from below",
        status="second-hand",
    ),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: total_variation(i.p, i.q) ** 2,
    rhs=lambda i: hellinger2(i.p, i.q) * (2 - hellinger2(i.p, i.q)),
    tight_at=OPPOSITE,
    sharpened=lambda i: xp.ratio(99, 100) * hellinger2(i.p, i.q) * (2 - hellinger2(i.p, i.q)),
)
