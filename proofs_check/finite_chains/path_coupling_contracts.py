"""Path coupling on a line: contraction of neighbours is contraction of all laws.

The transport distance of two laws on ``0, ..., n - 1`` is the sum of the differences of their distribution functions; if rows of
neighbours are within ``c``, then ``W(mu P, nu P) <= c W(mu, nu)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Kernel, Simplex, Source, Space
from theory_lab.numbers import Array


def transport(a: Array, b: Array) -> Array:
    """``sum_k |F_a(k) - F_b(k)|``."""
    return xp.sum(xp.absolute(xp.cumsum(a) - xp.cumsum(b)))


def contracted(i: Instance) -> Array:
    """The largest distance between rows of neighbours times that of the laws."""
    steps = [transport(i.P[x], i.P[x + 1]) for x in range(i.size - 1)]
    return xp.max(xp.stack(steps)) * transport(i.mu, i.nu)


CLAIM = Claim(
    statement=r"W(\mu P, \nu P) \le \max_x W(P_x, P_{x + 1})\, W(\mu, \nu)",
    source=Source("Levin and Peres 2017", "Theorem 14.6, on a line", status="second-hand"),
    space=lambda n: Space(P=Kernel(n, n), mu=Simplex(n), nu=Simplex(n)),
    sizes=(2, 3),
    lhs=lambda i: transport(i.mu @ i.P, i.nu @ i.P),
    rhs=contracted,
    tight_at={"P": [2, 1, 1, 2], "mu": [1, 0], "nu": [1, 3]},
    sharpened=lambda i: xp.ratio(99, 100) * contracted(i),
)
