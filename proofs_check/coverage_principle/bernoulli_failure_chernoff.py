"""Coverage generalises exponentially at every fixed truth, and the exponent is a Chernoff exponent.

The class of all ``Ber(q)`` and the truth ``p``: the maximiser is the frequency, and ``Cov_N >= p`` if and only if at most ``n
p/N`` successes are seen. Its probability, exact over all samples, lies between ``exp(-n kl(k/n || p))/(n + 1)`` at the
largest such ``k`` and ``exp(-n kl(p/N || p))``: both have the exponent ``kl(p/N || p)``, which increases with ``N``, so that
coverage falls faster further into the tail, for every truth and level. The uniform rate of Theorem 4.1 is a different thing:
there the truth may depend on ``n`` (``near_twin_mean_coverage_eq``). The left end is positive and the right end below the
trivial bound 1.
"""

import numpy as np

from proofs_check.coverage_principle._settings import binary_kl
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, tail
from theory_lab.numbers import Array, ratio


def likeliest(i: Instance) -> Array:
    """``exp(-n kl(k/n || p))/(n + 1)``, the largest over ``k <= n p/N``."""
    successes = np.array([ratio(k, i.size) for k in range(i.size)], dtype=object)
    allowed = xp.at_least(i.p, i.level * successes)
    return xp.max(allowed * xp.exp(-i.size * binary_kl(successes, i.p))) / (i.size + 1)


def failure(i: Instance) -> Array:
    """``P(Cov_N >= p)``."""
    law = xp.stack([1 - i.p, i.p])
    return tail(law, i.size, bernoulli_coverages(law, i.size, i.level), i.p / 2)


CLAIM = Claim(
    statement=(
        r"\frac{e^{-n\,\mathrm{kl}(k/n \,\|\, p)}}{n + 1} \le \mathrm{P}(\mathrm{Cov}_N(\hat\pi) \ge p)"
        r" \le e^{-n\,\mathrm{kl}(p/N \,\|\, p)}, \quad k = \lfloor n p/N \rfloor"
    ),
    source=Source("arXiv:2510.15020", "Section 4, exponential decay at a fixed truth", status="derived"),
    space=lambda n: Space(p=Ratio(ratio(1, 50), ratio(1, 2)), level=Ratio(ratio(21, 10), 32)),
    sizes=(4, 5, 20, 60),
    chain=(likeliest, failure, lambda i: xp.exp(-i.size * binary_kl(i.p / i.level, i.p))),
    trivial="probability",
    loose="a factor n + 1 between the ends, as always between a type and its class; the exponents agree",
)
