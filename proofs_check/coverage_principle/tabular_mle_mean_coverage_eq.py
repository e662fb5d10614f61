"""The exact mean coverage of the tabular maximiser.

For the class of all laws on ``K`` symbols the maximiser is the empirical law, and symbol ``y`` is uncovered
exactly if its count is at most ``n p_y / N``: linearity reduces the sum over all samples to binomial tails. A
full autoregressive table on words of length ``H`` is the same with ``K = |V|^H`` symbols.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import mean, tabular_coverages
from theory_lab.numbers import Array


def binomial_tails(i: Instance) -> Array:
    """``sum_y p_y P(Bin(n, p_y) <= n p_y / N)``."""
    terms = []
    for mass in i.p:
        law, bar = xp.stack([1 - mass, mass]), i.size[1] * mass
        rare = xp.expect_over_types(law, i.size[1], lambda counts, bar=bar: counts[:, 1] * i.level <= bar)
        terms.append(mass * rare)
    return xp.sum(xp.stack(terms))


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(p\|\hat q) = \sum_y p_y\, \mathrm{P}\big(\mathrm{Bin}(n, p_y) \le n p_y / N\big),"
        r" \quad \hat q = \text{counts}/n"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all laws", status="derived"),
    space=lambda size: Space(p=Simplex(size[0]), level=Ratio(1, 20)),
    sizes=((2, 6), (3, 4), (4, 3)),
    relation="==",
    lhs=lambda i: mean(i.p, i.size[1], tabular_coverages(i.p, i.size[1], i.level)),
    rhs=binomial_tails,
)
