"""Maximum likelihood covers at rate 1/n: the Bernoulli class, a thousand samples.

The bounds of ``bernoulli_mle_mean_coverage_le`` and ``bernoulli_mle_coverage_tail_le`` at ``n = 1000``, exact over all
samples, at truths where they are nearly attained and at truths where the level matters. The coverage is 0 or ``p``
(levels are slightly above whole numbers), so that its mean is ``p`` times its tail at ``p/2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, mean, tail
from theory_lab.numbers import Array, ratio

DRAWS = 1000
CASES = ((1, 1001, 10**4), (1, 500, 3), (1, 200, 4), (1, 10, 2), (1, 2, 2))  # numerator and denominator of p, level


def sides(size: tuple[int, int, int]) -> tuple[Array, ...]:
    """The mean coverage, ``p`` times its tail, and both bounds; ``exponent`` is ``psi(N)``."""
    p, level = xp.exact(ratio(*size[:2])), xp.exact(size[2] + ratio(1, 10**4))
    exponent = 1 - (1 + xp.log(level)) / level
    law = xp.stack([1 - p, p])
    coverages = bernoulli_coverages(law, DRAWS, size[2] + ratio(1, 10**4))
    return (
        mean(law, DRAWS, coverages),
        p * tail(law, DRAWS, coverages, p / 2),
        p * xp.exp(-DRAWS * p * exponent),
        xp.exp(xp.exact(-1)) / (DRAWS * exponent),
    )


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N \le p\, \mathrm{P}(\mathrm{Cov}_N > p/2) \le p\, e^{-n p \psi(N)}"
        r" \le \frac{1}{e\,\psi(N)\,n}, \quad n = 1000"
        r" \quad \text{on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Section 3, Bernoulli class, a thousand samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=sides,
    trivial="probability",
)
