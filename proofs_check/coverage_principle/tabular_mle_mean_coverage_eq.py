"""The exact mean coverage of the tabular maximiser.

For the class of all laws on ``K`` symbols the maximiser is the empirical law, and symbol ``y`` is uncovered
exactly if its count is at most ``n p_y / N``: linearity reduces the sum over all samples to binomial tails. A
full autoregressive table on words of length ``H`` is the same with ``K = |V|^H`` symbols.
"""

from proofs_check.coverage_principle._settings import rare_count_mean
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import mean, tabular_coverages

CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(p\|\hat q) = \sum_y p_y\, \mathrm{P}\big(\mathrm{Bin}(n, p_y) \le n p_y / N\big),"
        r" \quad \hat q = \text{counts}/n"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all laws, exact mean", status="derived"),
    space=lambda size: Space(p=Simplex(size[0]), level=Ratio(1, 20)),
    sizes=((2, 6), (3, 4), (4, 3)),
    relation="==",
    lhs=lambda i: mean(i.p, i.size[1], tabular_coverages(i.p, i.size[1], i.level)),
    rhs=lambda i: rare_count_mean(i.p, i.size[1], i.level),
)
