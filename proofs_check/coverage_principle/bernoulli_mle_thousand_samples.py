"""Maximum likelihood covers at rate 1/n: the Bernoulli class, a thousand samples.

The bounds of ``bernoulli_mle_mean_coverage_le`` and ``bernoulli_mle_coverage_tail_le`` at ``n = 1000``, exact over all
samples, at truths where they are nearly attained and at truths where the level matters. The coverage is 0 or ``p``
(levels are slightly above whole numbers), so that its mean is ``p`` times its tail at ``p/2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, mean, tail
from theory_lab.numbers import Array, ratio

DRAWS = 1000
CASES = ((1, 1001, 10**4), (1, 500, 3), (1, 200, 4), (1, 10, 2), (1, 2, 2))  # numerator and denominator of p, level


def table(i: Instance) -> tuple[Array, Array]:
    """The law, and the coverage of the maximiser for every number of successes."""
    law = xp.stack([1 - i.p, i.p])
    return law, bernoulli_coverages(law, DRAWS, i.size[2] + ratio(1, 10**4))


def exponent(i: Instance) -> Array:
    """``psi(N)``."""
    level = (i.size[2] + ratio(1, 10**4)) * xp.ones((), like=i.p)
    return 1 - (1 + xp.log(level)) / level


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N \le p\, \mathrm{P}(\mathrm{Cov}_N > p/2) \le p\, e^{-n p \psi(N)}"
        r" \le \frac{1}{e\,\psi(N)\,n}, \quad n = 1000"
    ),
    source=Source("arXiv:2510.15020", "Section 3, Bernoulli class, a thousand samples", status="derived"),
    space=lambda size: Space(p=Ratio(0, ratio(1, 2))),
    sizes=CASES,
    chain=(
        lambda i: mean(table(i)[0], DRAWS, table(i)[1]),
        lambda i: i.p * tail(table(i)[0], DRAWS, table(i)[1], i.p / 2),
        lambda i: i.p * xp.exp(-DRAWS * i.p * exponent(i)),
        lambda i: xp.exp(xp.full((), -1, like=i.p)) / (DRAWS * exponent(i)),
    ),
    witness=lambda size: {"p": [size[0], size[1]]},
)
