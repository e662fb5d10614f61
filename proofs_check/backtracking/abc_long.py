"""The bounds on the a/b/c instance hold up to length 3000.

``1 - rho^H <= TV <= min(sqrt(1 - rho^(2H)), sqrt(H) log(1 + eps)/4)`` with ``rho^2 = 1/2 + sqrt(1 + eps)/(2 + eps)``, and
``TV >= min(1, eps sqrt H)/7``; the binomial laws are summed in rationals.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def error(depth, eps):
    """``TV(Bin(H, (1 + eps)/(2 + eps)), Bin(H, 1/2))`` with whole numerators over one denominator."""
    heads, tails = (1 + eps).numerator, (1 + eps).denominator
    total, excess, chosen = heads + tails, 0, 1
    for k in range(depth + 1):
        excess += chosen * abs(heads**k * tails ** (depth - k) * 2**depth - total**depth)
        chosen = chosen * (depth - k) // (k + 1)
    return Fraction(excess, 2 * total**depth * 2**depth)


def sides(size):
    """The error between its bounds, for ``eps`` one over the second entry."""
    depth, eps = size[0], Fraction(1, size[1])
    root, affinity = xp.sqrt(xp.exact(depth)), xp.ratio(1, 2) + xp.sqrt(xp.exact(1 + eps)) / (2 + eps)
    return (
        xp.maximum(1 - xp.sqrt(affinity**depth), xp.minimum(1, eps * root) / 7),
        error(depth, eps),
        xp.minimum(xp.sqrt(1 - affinity**depth), root * xp.log(xp.exact(1 + eps)) / 4),
    )


CLAIM = Claim(
    statement=r"\max(1-\rho^H, \tfrac17\min(1, \varepsilon\sqrt H)) \le \mathrm{TV}"
    r" \le \min(\sqrt{1-\rho^{2H}}, \tfrac14\sqrt H \log(1+\varepsilon)), \quad H \le 3000",
    source=Source("arXiv:2510.03149", "Example 3.1, growth up to length 3000", status="derived"),
    sizes=(*((depth, inverse) for depth in (16, 100, 400, 1000) for inverse in (1, 4, 32)), (3000, 8)),
    kind="value",
    value=sides,
    trivial="probability",
)
