"""Coverage generalises exponentially at every fixed truth, and the exponent is a Chernoff exponent.

The class of all ``Ber(q)`` and the truth ``p``: the maximiser is the frequency, and ``Cov_N >= p`` if and only if at most ``n
p/N`` successes are seen. Its probability, exact over all samples, is at most ``exp(-n kl(k/n || p))`` at the largest such
``k``, and at least the chance of ``k`` successes, that over ``sqrt(8 k (1 - k/n))`` (or 1, for ``k = 0``, where all are equal).
Both have the exponent ``kl(p/N || p)``, which increases with ``N``, so that coverage falls faster further into the tail, for
every truth and level. The uniform rate of Theorem 4.1 is a different thing: there the truth may depend on ``n``
(``near_twin_mean_coverage_eq``). The left end is positive and the right end below the trivial bound 1.
"""

import numpy as np

from proofs_check.coverage_principle._settings import binary_kl
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, tail
from theory_lab.numbers import Array, ratio


def exponentials(i: Instance) -> tuple[Array, Array]:
    """``exp(-n kl(k/n || p))`` for all ``k`` below ``n``, 0 where ``k > n p/N``; and that over ``sqrt(8 k (1 - k/n))`` or 1."""
    successes = np.array([ratio(k, i.size) for k in range(i.size)], dtype=object)
    masses = xp.at_least(i.p, i.level * successes) * xp.exp(-i.size * binary_kl(successes, i.p))
    return masses, masses / xp.sqrt(xp.maximum(xp.exact(8 * i.size * successes * (1 - successes)), 1))


def failure(i: Instance) -> Array:
    """``P(Cov_N >= p)``."""
    law = xp.stack([1 - i.p, i.p])
    return tail(law, i.size, bernoulli_coverages(law, i.size, i.level), i.p / 2)


CLAIM = Claim(
    statement=(
        r"\frac{e^{-n\,\mathrm{kl}(k/n \,\|\, p)}}{\max\{1, \sqrt{8 k (1 - k/n)}\}} \le \mathrm{P}(\mathrm{Cov}_N(\hat\pi) \ge p)"
        r" \le e^{-n\,\mathrm{kl}(k/n \,\|\, p)} \;\bigl(\le e^{-n\,\mathrm{kl}(p/N \,\|\, p)}\bigr),"
        r" \quad k = \lfloor n p/N \rfloor"
    ),
    source=Source("arXiv:2510.15020", "Section 4, exponential decay at a fixed truth", status="derived"),
    space=lambda n: Space(p=Ratio(ratio(1, 50), ratio(1, 2)), level=Ratio(ratio(21, 10), 32)),
    sizes=(4, 5, 20, 60),
    chain=(lambda i: xp.max(exponentials(i)[1]), failure, lambda i: xp.max(exponentials(i)[0])),
    trivial="probability",
    tight_at={"p": [1, 4], "level": [4, 1]},
    sharpened=lambda i: ratio(99, 100) * xp.max(exponentials(i)[0]),
)
