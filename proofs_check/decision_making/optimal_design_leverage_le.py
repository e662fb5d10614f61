"""A design of leverage ``d`` on at most ``d (d + 1)/2`` features.

The multiplicative algorithm finds it in floats, a vertex of the designs with the same information thins it; the
leverage of the rounded design is exact and within a millionth of the dimension.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.dimensions.designs import optimal_design


def found(i):
    """The design, its exact leverage, and a penalty of 1 for every feature beyond ``d (d + 1)/2``."""
    design = optimal_design(i.features.fractions())
    return design.leverage + max(len(design.support) - i.size[1] * (i.size[1] + 1) // 2, 0)


def instance(size):
    """Features without a pattern."""
    count, dimension = size
    return {
        "features": [16, *((7 * k * k + 3 * j * k * k * k + 5 * j) % 33 - 16 for k in range(count) for j in range(dimension))]
    }


CLAIM = Claim(
    statement=r"d \le \min_p \max_\phi \|\phi\|^2_{\Sigma_p^{-1}} \le d + 10^{-6}, \quad |\mathrm{supp}\,p| \le d(d+1)/2"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 16", status="second-hand"),
    space=lambda size: Space(features=Table(size, -1, 1)),
    sizes=((10, 2), (20, 3), (30, 4), (40, 6)),
    kind="witness",
    witness=instance,
    chain=(lambda i: i.size[1], found, lambda i: i.size[1] + xp.ratio(1, 10**6)),
)
