"""The distance to the stationary law by the spectral gap, on small classic counting problems.

For a lazy reversible chain ``TV(T) <= (1 - gap)^T / (2 sqrt(mu(start)))``, by the chi-square distance. The gap is
enclosed by counting eigenvalues, the law after ``T = H^2`` and ``4 H^2`` steps by intervals.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.spectrum import spectral_gap
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.measures.divergences import total_variation


def quotient(i, time):
    """``4 mu(o) TV^2 / (1 - gap)^(2T)``, with the gap from above."""
    law, limit = law_by_squaring(i.tree, xp.intervals(i.weights), time), walks.stationary(i.tree, i.weights)
    decay = xp.exact(1 - spectral_gap(i.tree, i.weights)[1]) ** (2 * time)
    return 4 * limit[0] * total_variation(law, limit) ** 2 / decay


CLAIM = Claim(
    statement=r"\mathrm{TV}(X_T, \mu)^2 \le \frac{(1-\mathrm{gap})^{2T}}{4\mu(o)}, \quad T = H^2, 4H^2"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("Levin and Peres 2017", "chi-square bound for lazy reversible chains", status="second-hand"),
    sizes=SMALL[1::6],
    kind="value",
    value=lambda pair: [quotient(case(*pair), times * case(*pair).tree.depth ** 2) for times in (1, 4)],
    rhs=lambda pair: 1,
    loose=(
        "all of 1/(4 mu(o)) is charged to the slowest mode, of which the start has a small part: a factor of 29 at least, squared"
    ),
)
