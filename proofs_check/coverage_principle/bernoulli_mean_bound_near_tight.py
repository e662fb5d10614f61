"""The mean bound for the Bernoulli class is tight to first order in 1/n.

At ``p = 1/(n + 1)`` and a level above ``n`` only the sample without success is uncovered, so the mean
coverage is ``p (1 - p)^n``. The shortfall ``1 - e psi(N) n E Cov_N`` is ``1/(2n)`` to first order, so it
falls by a factor that tends to 2 when ``n`` doubles. The mean is computed over all samples.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, mean
from theory_lab.numbers import Array, ratio

LEVEL = 10**8


def shortfall(n: int) -> Array:
    """``1 - e psi(N) n E Cov_N`` at ``p = 1/(n + 1)``."""
    law = xp.exact([ratio(n, n + 1), ratio(1, n + 1)])
    psi = 1 - (1 + xp.log(LEVEL)) / LEVEL
    return 1 - xp.exp(1) * psi * n * mean(law, n, bernoulli_coverages(law, n, LEVEL))


CLAIM = Claim(
    kind="trend",
    statement=(
        r"s(2n) \le \tfrac{11}{20}\, s(n), \quad s(n) = 1 - e\,\psi(N)\,n\,\mathrm{E}\,\mathrm{Cov}_N"
        r" \ \text{at}\ p = 1/(n+1),\ N = 10^8"
    ),
    source=Source("arXiv:2510.15020", "near tightness of the Bernoulli mean bound of Section 3", status="derived"),
    sizes=(8, 16, 32, 64, 128, 256, 512),
    trend=shortfall,
    rhs=lambda n: ratio(11, 20),
)
