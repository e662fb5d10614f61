"""A parametric class: which constant Corollary 4.1(i) needs.

``d`` prompts of probability ``1/d`` with a coin each, ``Ber(q)`` with ``exp(-C) <= q <= 1/2`` (``log N_inf(a) <= d
log(C/a)``), the same truth ``p`` for all. The maximiser is the frequency of the prompt; the side of the success is uncovered
where at most ``m p/N`` of ``m`` visits are successes (as the floor falls to 0), a prompt without visits altogether. The mean
is exact over all samples. At ``N >= 8`` the corollary says a constant times ``d/n`` for every ``C`` and ``N`` with a bounded
``C/log N``; the explicit theorem gives ``24 log 2`` and more (``parametric_bound_le``). The left side is a coverage, at most
1.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.measures.successes import binomial_laws
from theory_lab.numbers import Array, ratio


def mean_coverage(i: Instance) -> Array:
    """``E Cov_N``, over the visits to a prompt and their successes."""
    prompts, samples = i.size
    terms = [xp.full((), (1 - ratio(1, prompts)) ** samples, like=i.p)]
    for visits, successes in enumerate(binomial_laws(i.p, samples)[1:], 1):
        few = xp.at_least(visits * i.p, i.level * np.arange(visits + 1))
        mass = xp.binomial(samples, visits) * ratio((prompts - 1) ** (samples - visits), prompts**samples)
        terms.append(mass * i.p * xp.sum(successes * few))
    return xp.sum(xp.stack(terms))


CLAIM = Claim(
    statement=r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le c\, \frac{d}{n}, \quad N \ge 8",
    source=Source(
        "arXiv:2510.15020", "Corollary 4.1(i), best constant", status="derived",
        reading="d coins on d prompts; the explicit theorem has 24 log 2 and more",
    ),
    space=lambda size: Space(p=Ratio(ratio(1, 100), ratio(1, 2)), level=Ratio(8, 64)),
    sizes=((4, 6), (4, 16), (8, 24)),
    unknown="c",
    bracket=(ratio(1, 10), ratio(24, 1)),
    lhs=lambda i, c: mean_coverage(i),
    rhs=lambda i, c: c * ratio(*i.size),
    trivial="probability",
)  # fmt: skip
