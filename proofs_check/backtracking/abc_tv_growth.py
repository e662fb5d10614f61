"""The error on the a/b/c instance grows like the square root of the length, until it saturates.

At ``eps = 1/16``: from ``H`` to ``4H`` the error divided by ``sqrt H`` grows by less than 3 % (squared
errors of independent letters are subadditive, to leading order), and in the end it falls.
"""

from proofs_check.backtracking._settings import binomial
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation


def scaled_error(depth):
    """``TV(Bin(H, (1 + eps)/(2 + eps)), Bin(H, 1/2)) / sqrt H`` at ``eps = 1/16``."""
    return total_variation(binomial(depth, xp.ratio(17, 33)), binomial(depth, xp.ratio(1, 2))) / xp.sqrt(depth)


CLAIM = Claim(
    statement=r"\mathrm{TV}(4H)/\sqrt{4H} \le 1.03\,\mathrm{TV}(H)/\sqrt H",
    source=Source("arXiv:2510.03149", "Example 3.1, growth of the error", status="derived"),
    kind="trend",
    sizes=(8, 32, 128, 512),
    trend=scaled_error,
    rhs=lambda depth: xp.ratio(103, 100),
)
