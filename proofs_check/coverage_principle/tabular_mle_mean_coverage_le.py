"""Maximum likelihood covers at rate K/n: all laws on K symbols.

By the exact formula each symbol contributes
``p P(Bin(n, p) <= n p/N) <= p exp(-n p psi(N)) <= 1/(e psi(N) n)``. The mean of KL is infinite. Near equality
for the uniform law on ``K = n`` symbols and large ``N``, where the ratio tends to ``e psi(N) (1 - 1/n)^n``.
"""

from proofs_check.coverage_principle._settings import psi, rare_count_mean
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``K / (e psi(N) n)``."""
    symbols, draws = i.size
    return symbols * xp.exp(-1) / (draws * psi(i.level))


CLAIM = Claim(
    statement=r"\mathrm{E}\,\mathrm{Cov}_N(p\|\hat q) \le \frac{K}{e\,\psi(N)\,n}, \quad \hat q = \text{counts}/n",
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all laws", status="derived"),
    space=lambda size: Space(
        p=Simplex(size[0]), rarity=Ratio(ratio(1, 1000), ratio(2, 3)), derived=lambda i: {"level": 1 / i.rarity}
    ),
    sizes=((2, 4), (3, 30), (4, 4), (8, 8), (8, 20)),
    lhs=lambda i: rare_count_mean(i.p, i.size[1], i.level),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * bound(i),
)
