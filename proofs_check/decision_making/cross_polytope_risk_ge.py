"""The upper end ``d/(4 gamma)`` is attained by the cross-polytope.

Features are the unit vectors and their negatives, the estimate is 0. With pair masses ``w_i`` and means ``m_i`` the
worse sign of a pair has ``(1 + |m_i|)^2/w_i + sum_{j != i} m_j^2/w_j >= 1/w_i``, and some ``w_i <= 1/d``. Equality
for the uniform law.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space


def largest(i):
    """``max_s |phi_s - phibar|^2`` in the inverse information, which is diagonal; of a pair the worse sign."""
    positive, negative = i.decisions[: i.size], i.decisions[i.size :]
    masses, means = positive + negative, abs(positive - negative)
    return xp.max(xp.sum((np.eye(i.size, dtype=int) + means) ** 2 / masses, axis=1))


CLAIM = Claim(
    statement=r"d \le \max_s \|\phi_s - \bar\phi\|^2_{\Sigma_p^{-1}} \text{ for } \phi \in \{\pm e_1, \dots, \pm e_d\}",
    source=Source("arXiv:2312.16730", "Proposition 17, sharpness of d/4", status="derived"),
    space=lambda dimension: Space(decisions=Simplex(2 * dimension, positive=True)),
    sizes=(1, 2, 3),
    lhs=lambda i: i.size,
    rhs=largest,
    sharpened=lambda i: xp.ratio(99, 100) * largest(i),
    tight_at={"decisions": [1, 1]},
)
