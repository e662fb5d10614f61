"""The error of action-level sampling on the a/b/c instance, to the digits stated.

``TV(Bin(H, (1 + eps)/(2 + eps)), Bin(H, 1/2))`` at ``H`` = 4, 10, 50, 100, 400.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

ROWS = {
    "1/2": {4: ".163", 10: ".256", 50: ".526", 100: ".685", 400: ".956"},
    "1": {4: ".280", 10: ".410", 50: ".773", 100: ".912", 400: ".9993"},
}


def binomial(n, p):
    """The binomial law on ``0..n``."""
    return xp.exact([xp.binomial(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def error(size):
    """The distance, by its closed form."""
    eps, depth = Fraction(size[0]), size[1]
    return total_variation(binomial(depth, (1 + eps) / (2 + eps)), binomial(depth, Fraction(1, 2)))


CLAIM = Claim(
    statement=r"\mathrm{TV} = .163, .256, .526, .685, .956 \ (\varepsilon = \tfrac12), \quad"
    r" .280, .410, .773, .912, .9993 \ (\varepsilon = 1) \text{ at } H = 4, 10, 50, 100, 400",
    source=Source("arXiv:2510.03149", "Example 3.1, values of the error", status="derived"),
    kind="value",
    value=error,
    printed={(eps, depth): number for eps, row in ROWS.items() for depth, number in row.items()},
)
