"""A law is near each mixture that contains it: smoothing costs the logarithm of the share that is left.

``p/(t p + (1 - t) q) <= 1/t`` at every outcome. Equality for disjoint laws.
"""

from proofs_check.divergences._settings import DISJOINT, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array, ratio


def smoothed(i: Instance) -> Array:
    """The law mixed with the other one."""
    return i.share * i.p + (1 - i.share) * i.q


CLAIM = Claim(
    statement=r"\mathrm{KL}(p \| t p + (1 - t) q) \le \log(1/t)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, smoothing by a mixture", status="derived"
    ),
    space=lambda n: pair(n, share=Ratio(ratio(1, 100), 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: kl(i.p, smoothed(i)),
    rhs=lambda i: xp.log(1 / i.share),
    tight_at={**DISJOINT, "share": [1, 2]},
    sharpened=lambda i: ratio(99, 100) * xp.log(1 / i.share),
)
