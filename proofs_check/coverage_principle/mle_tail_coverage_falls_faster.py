"""Coverage generalises faster still further into the tail.

The maximiser of ``mle_coverage_falls_faster``: its mean coverage at ``N = 16`` falls faster with ``n`` than that at
``N = 4``. The exponents of the two are binomial tails at 1/16 and at 1/4 of the mean, ``p psi(N) n`` to first order, and
``psi`` increases with ``N``. Their quotient falls to less than a fifth when ``n`` doubles.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import floored_coverages, mean
from theory_lab.numbers import Array, ratio


def tail_per_coverage(draws: int) -> Array:
    """``E Cov_16 / E Cov_4`` at the maximiser."""
    law = xp.exact(["3/4", "1/4"])
    far, near = (mean(law, draws, floored_coverages(law, draws, level, Fraction(1, 64))) for level in (16, 4))
    return far / near


CLAIM = Claim(
    kind="trend",
    statement=(
        r"\frac{\mathrm{E}\,\mathrm{Cov}_{16}}{\mathrm{E}\,\mathrm{Cov}_4}(2n) \le \frac15"
        r" \frac{\mathrm{E}\,\mathrm{Cov}_{16}}{\mathrm{E}\,\mathrm{Cov}_4}(n)"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1, coverage further into the tail", status="derived"),
    sizes=(16, 32, 64, 128, 256),
    trend=tail_per_coverage,
    rhs=lambda draws: ratio(1, 5),
)
