"""The error on the a/b/c instance grows at most like the square root of the length.

Pinsker's inequality and Hoeffding's lemma: one letter has divergence at most ``(log(1 + eps))^2/8`` from a fair one, so
``TV <= sqrt(H) log(1 + eps)/4``. Up to length 3000, where it is ``sqrt`` that matters and no longer the affinity.
"""

from proofs_check.backtracking._settings import binomial
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.divergences import total_variation


def error(i):
    """``TV(Bin(H, (1 + eps)/(2 + eps)), Bin(H, 1/2))``."""
    return total_variation(binomial(i.size, (1 + i.eps) / (2 + i.eps)), binomial(i.size, xp.ratio(1, 2)))


CLAIM = Claim(
    statement=r"\mathrm{TV} \le \tfrac14 \sqrt H \log(1 + \varepsilon)",
    source=Source("arXiv:2510.03149", "Example 3.1, upper bound", status="derived"),
    space=lambda depth: Space(eps=Ratio(0, 4)),
    sizes=(1, 2, 8, 64),
    lhs=error,
    rhs=lambda i: xp.sqrt(i.size) * xp.log(1 + i.eps) / 4,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * xp.sqrt(i.size) * xp.log(1 + i.eps) / 4,
    tight_at=lambda k: {"eps": [1, 4**k]},
    rate="1 - ratio of order 16^-k at length 1",
)
