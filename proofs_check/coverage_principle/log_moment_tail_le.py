"""Sums of functions of a sample, uniformly over a class with a finite cover.

For one ``f``, ``exp sum (f - log E e^f)`` has mean 1 and Markov gives ``log(1/delta)``; the union over a cover adds its
logarithm, and moving from ``f`` to its centre costs ``e`` per draw in the sum and ``e`` per draw in the mean. Here two
centres ``g = e^f`` with one member each in reach of ``r = exp(e)``, and the probability is over all samples. Near
equality for one draw, ``r = 1`` and a ``g`` that vanishes except on an event of probability slightly below ``delta``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

CENTRES = 2


def members(i: Instance) -> dict[str, Array]:
    """Centres and members ``g = e^f``, whose quotients are between ``1/r`` and ``r``."""
    near = 1 / i.reach + (i.reach - 1 / i.reach) * i.places
    return {"functions": xp.concatenate([i.centres, i.centres * near])}


def failure(i: Instance) -> Array:
    """The probability that some function of the class exceeds its bound."""
    outcomes, draws = i.size
    counts: np.ndarray = count_vectors(draws, outcomes)
    worst = []
    for g in i.functions:
        product = xp.exact(1)
        for y in range(outcomes):
            product = product * xp.stack([g[y] ** c for c in range(draws + 1)])[counts[:, y]]
        limit = (xp.dot(i.law, g) * i.reach**2) ** draws * CENTRES / i.delta
        worst.append(xp.indicator(product > limit))
    return xp.expect_over_types(i.law, draws, lambda _: xp.max(xp.stack(worst), axis=0))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\exists f \in F: \sum_{i \le n} f(Z_i) > n \log \mathrm{E}\,e^f + \log\tfrac1\delta"
        r" + \log \mathcal{N}(F, e) + 2 n e\Big) \le \delta"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.3"),
    space=lambda size: Space(
        law=Simplex(size[0]), centres=Table((CENTRES, size[0]), 0, 4), places=Table((CENTRES, size[0]), 0, 1),
        reach=Ratio(1, 2), delta=Choice(ratio(1, 2), ratio(99, 100), ratio(1, 20)), derived=members,
    ),
    sizes=((2, 2), (2, 3), (3, 4), (2, 8)),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * i.delta,
)  # fmt: skip
