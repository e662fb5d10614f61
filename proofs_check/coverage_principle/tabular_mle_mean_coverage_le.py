"""Maximum likelihood covers at rate K/n: all laws on K symbols.

By the exact formula each symbol contributes
``p P(Bin(n, p) <= n p/N) <= p exp(-n p psi(N)) <= 1/(e psi(N) n)``. The mean of KL is infinite. Near equality
for the uniform law on ``K = n`` symbols and large ``N``, where the ratio tends to ``e psi(N) (1 - 1/n)^n``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array, ratio


def exact_mean(i: Instance) -> Array:
    """``sum_y p_y P(Bin(n, p_y) <= n p_y / N)``, the mean coverage of the empirical law."""
    terms = []
    for mass in i.p:
        law, bar = xp.stack([1 - mass, mass]), i.size[1] * mass
        rare = xp.expect_over_types(law, i.size[1], lambda counts, bar=bar: counts[:, 1] * i.level <= bar)
        terms.append(mass * rare)
    return xp.sum(xp.stack(terms))


def bound(i: Instance) -> Array:
    """``K / (e psi(N) n)``."""
    symbols, draws = i.size
    psi = 1 - (1 + xp.log(i.level)) / i.level
    return symbols * xp.exp(xp.full((), -1, like=i.p)) / (draws * psi)


CLAIM = Claim(
    statement=r"\mathrm{E}\,\mathrm{Cov}_N(p\|\hat q) \le \frac{K}{e\,\psi(N)\,n}, \quad \hat q = \text{counts}/n",
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all laws", status="derived"),
    space=lambda size: Space(p=Simplex(size[0]), level=Ratio(ratio(3, 2), 1000)),
    sizes=((2, 4), (3, 30), (4, 4), (8, 8), (8, 20)),
    lhs=exact_mean,
    rhs=bound,
    sharpened=lambda i: ratio(9, 10) * bound(i),
)
