"""The entropy of a mixture: at most that of its parts on the mean, and of which part it was.

At every outcome ``-m log m <= -t p log(t p) - (1 - t) q log((1 - t) q)``: the logarithm of the mixture ``m`` is at least those
of its parts.  Equality for disjoint laws.
"""

from proofs_check.divergences._settings import DISJOINT, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.information import entropy
from theory_lab.numbers import Array


def parts(i: Instance) -> Array:
    """``t H(p) + (1 - t) H(q)``."""
    return i.share * entropy(i.p) + (1 - i.share) * entropy(i.q)


def choice(i: Instance) -> Array:
    """``h(t)``, the entropy of which part it was."""
    return -xp.xlogx(i.share) - xp.xlogx(1 - i.share)


CLAIM = Claim(
    statement=r"H(t p + (1 - t) q) \le t H(p) + (1 - t) H(q) + h(t)",
    source=Source("Cover and Thomas, Elements of Information Theory", "Chapter 2, chain rule for entropy", status="derived"),
    space=lambda n: pair(n, share=Ratio(0, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: entropy(i.share * i.p + (1 - i.share) * i.q),
    rhs=lambda i: parts(i) + choice(i),
    tight_at={**DISJOINT, "share": [1, 2]},
    sharpened=lambda i: parts(i) + xp.ratio(99, 100) * choice(i),
)
