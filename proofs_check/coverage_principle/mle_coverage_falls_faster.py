"""Coverage generalises faster than cross-entropy.

``Ber(1/4)`` and the likeliest law with masses from 1/64, a class in which every divergence is finite. When ``n`` doubles, the
mean divergence halves (``mle_kl_ge_inv_samples``), but the mean coverage at ``N = 4`` falls so much more that the
quotient of the two falls to less than a quarter: 0.41, 0.097, 0.0030 and less for ``n = 16, 32, 64, ...``. Both means are
exact, over all samples.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import floored_coverages, floored_divergences, mean
from theory_lab.numbers import Array, ratio

FLOOR = Fraction(1, 64)


def coverage_per_divergence(draws: int) -> Array:
    """``E Cov_4 / E KL`` at the maximiser."""
    law = xp.exact(["3/4", "1/4"])
    coverages, divergences = floored_coverages(law, draws, 4, FLOOR), floored_divergences(law, draws, FLOOR)
    return mean(law, draws, coverages) / mean(law, draws, divergences)


CLAIM = Claim(
    kind="trend",
    statement=(
        r"\frac{\mathrm{E}\,\mathrm{Cov}_4}{\mathrm{E}\,\mathrm{KL}}(2n) \le \frac14"
        r" \frac{\mathrm{E}\,\mathrm{Cov}_4}{\mathrm{E}\,\mathrm{KL}}(n) \quad (\mathrm{KL} \le \log 64)"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1, coverage against a finite cross-entropy", status="derived"),
    sizes=(16, 32, 64, 128, 256),
    trend=coverage_per_divergence,
    rhs=lambda draws: ratio(1, 4),
)
