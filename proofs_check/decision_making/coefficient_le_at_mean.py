"""The coefficient at any reference is at most that at some mean of the class.

Solve for the least favourable prior at the reference, move the reference to the mean under it, and solve
again: both programs are proved in rationals. Hence the supremum over all references is one over the convex
hull.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient


def solved(i, reference):
    """The coefficient of the class at a reference."""
    means = i.means.fractions()
    gaps = means.max(axis=1, keepdims=True) - means
    return decision_coefficient(gaps, (means - reference) ** 2, xp.value(i.offset).fraction)


def at_mean(i):
    """The coefficient at the mean under the least favourable prior of the given reference."""
    prior = np.array(solved(i, i.reference.fractions()).prior, dtype=object)
    return solved(i, prior @ i.means.fractions()).value


def scattered(count, step):
    """Whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((step * k * k + k) % 17 for k in range(count))]


CLAIM = Claim(
    statement=r"\mathrm{dec}_\gamma(\mathcal F, \hat f) \le \mathrm{dec}_\gamma(\mathcal F, \mathbb E_\mu f)"
    r" \quad\text{for the least favourable } \mu \text{ at } \hat f"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 24", status="second-hand"),
    space=lambda size: Space(means=Table(size, 0, 1), reference=Table(size[1], -1, 2), offset=Ratio(0, 8)),
    sizes=((2, 2), (3, 3), (8, 4), (12, 4)),
    kind="witness",
    witness=lambda size: {"means": scattered(size[0] * size[1], 7), "reference": scattered(size[1], 5), "offset": [3, 2]},
    lhs=lambda i: solved(i, i.reference.fractions()).value,
    rhs=at_mean,
)
