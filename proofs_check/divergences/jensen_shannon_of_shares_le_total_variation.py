"""The divergence of two laws from a mixture of them, in any shares, against total variation.

It is convex in both laws and homogeneous at every outcome, so that it lies below its values where one of them is 0:
``t log(1/t)`` and ``(1 - t) log(1/(1 - t))``, which sum to ``h(t)``.  Equality for disjoint laws.
"""

from proofs_check.divergences._settings import DISJOINT, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array, ratio


def divergence(i: Instance) -> Array:
    """``t KL(p || m) + (1 - t) KL(q || m)`` with ``m = t p + (1 - t) q``."""
    mixture = i.share * i.p + (1 - i.share) * i.q
    return i.share * kl(i.p, mixture) + (1 - i.share) * kl(i.q, mixture)


def bound(i: Instance) -> Array:
    """``h(t) TV``."""
    return -(xp.xlogx(i.share) + xp.xlogx(1 - i.share)) * total_variation(i.p, i.q)


CLAIM = Claim(
    statement=r"t\, \mathrm{KL}(p \| m) + (1 - t)\, \mathrm{KL}(q \| m) \le h(t)\, \mathrm{TV}(p, q), \quad m = t p + (1 - t) q",
    source=Source("Lin 1991", "the generalized Jensen-Shannon divergence against the variational distance", status="derived"),
    space=lambda n: pair(n, share=Ratio(ratio(1, 100), ratio(99, 100))),
    sizes=(2, 3, 4),
    lhs=divergence,
    rhs=bound,
    tight_at={**DISJOINT, "share": [1, 2]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
