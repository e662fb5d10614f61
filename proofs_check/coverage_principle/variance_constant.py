"""Maximum likelihood in a log-linear class: which constant Theorem 4.2 needs.

The class of ``box_mean_coverage_eq`` at one letter a word, with features of norm ``B``: prompts of probability ``x/n``, a coin of
logit ``2 B/sqrt d`` each, whose frequency is moved into the box, unseen prompts at the wrong end. The mean is exact over all
samples: the answer of the coin's better side is uncovered where the frequency is too small. The right side scales with ``1/n``
as the left side does, so that sixteen samples say what a thousand do. The traced proof has constants of several thousands; the
left side is a coverage, at most 1.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.measures.successes import binomial_law, binomial_laws
from theory_lab.numbers import Array, ratio


def chance(i: Instance) -> Array:
    """The probability of the better side of every coin."""
    return 1 / (1 + xp.exp(-2 * i.bound / xp.sqrt(xp.full((), i.size[0], like=i.bound))))


def mean_coverage(i: Instance) -> Array:
    """``E Cov_N`` of the maximiser, over visits and successes."""
    prompts, samples = i.size
    share, good = i.visits / samples, chance(i)
    visited, terms = binomial_law(share, samples), []
    for visits, successes in enumerate(binomial_laws(good, samples)):
        model = 1 - good
        if visits:
            model = xp.maximum(np.array([ratio(k, visits) for k in range(visits + 1)], dtype=object), model)
        uncovered = xp.at_least(good, i.level * model)
        terms.append(visited[visits] * xp.sum(successes * uncovered))
    return prompts * share * good * xp.sum(xp.stack(terms))


def rate(i: Instance) -> Array:
    """``sqrt(sigma^2/(n log N)) + B^2/n``."""
    prompts, samples = i.size
    good = chance(i)
    variance = prompts * i.visits / samples * 4 * i.bound**2 * good * (1 - good)
    return xp.sqrt(variance / (samples * xp.log(i.level))) + i.bound**2 / samples


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le c\, \Big(\sqrt{\frac{\sigma_*^2}{n \log N}} + \frac{B^2}{n}\Big)"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.2, best constant", status="derived",
        reading="coins on d prompts, one letter a word; the proof's constants are in the thousands",
    ),
    space=lambda size: Space(level=Ratio(2, 50), bound=Ratio(1, 8), visits=Ratio(ratio(1, 20), 1)),
    sizes=((8, 10), (16, 16)),
    unknown="c",
    bracket=(ratio(1, 10), ratio(10, 1)),
    lhs=lambda i, c: mean_coverage(i),
    rhs=lambda i, c: c * rate(i),
    trivial="probability",
)  # fmt: skip
