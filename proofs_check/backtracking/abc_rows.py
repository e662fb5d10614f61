"""The error of action-level sampling on the a/b/c instance, to the digits stated.

``TV(Bin(H, (1 + eps)/(2 + eps)), Bin(H, 1/2))`` at ``H`` = 4, 10, 50, 100, 400. The left side is the difference to the
stated number in half units of its last digit.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.measures.divergences import total_variation

ROWS = {
    "1/2": {4: ".163", 10: ".256", 50: ".526", 100: ".685", 400: ".956"},
    "1": {4: ".280", 10: ".410", 50: ".773", 100: ".912", 400: ".9993"},
}


def binomial(n, p):
    """The binomial law on ``0..n``."""
    return xp.exact([xp.binomial(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def difference(i):
    """The difference in half units, rounded up to thousandths."""
    eps, depth = Fraction(i.size[0]), i.size[1]
    printed = ROWS[i.size[0]][depth]
    error = total_variation(binomial(depth, (1 + eps) / (2 + eps)), binomial(depth, Fraction(1, 2)))
    off = xp.value(abs(error - Fraction(printed)) * 2 * 10 ** (len(printed) - 1)).fraction
    return Fraction(ceil(1000 * off), 1000)


CLAIM = Claim(
    statement=r"\mathrm{TV} = .163, .256, .526, .685, .956 \ (\varepsilon = \tfrac12), \quad"
    r" .280, .410, .773, .912, .9993 \ (\varepsilon = 1) \text{ at } H = 4, 10, 50, 100, 400",
    source=Source("arXiv:2510.03149", "Example 3.1, values of the error", status="derived"),
    space=lambda size: Space(instance=Choice(size)),
    sizes=tuple((eps, depth) for eps, row in ROWS.items() for depth in row),
    kind="witness",
    witness=lambda size: {"instance": 0},
    lhs=difference,
    rhs=lambda i: 1,
)
