"""Coverage falls faster further into the tail: a family of laws.

The class of all ``Ber(q)``, the truths ``p = 1/20, ..., 1/2`` of a grid: ``-log P(Cov_N >= p)/n`` at ``n = 400``, exact over
all samples, at ``N = 2.1, 4, 8, 16, 64`` and for pure missing mass, each below the next (where ``n p/N`` is below 1, levels
coincide with missing mass and are left out). Without a theorem a probability is at most 1, the rate at least 0.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, tail
from theory_lab.numbers import Array, ratio

DRAWS = 400
LEVELS = (ratio(21, 10), 4, 8, 16, 64)
GRID = ((1, 20), (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2))


def rates(size: tuple[int, int]) -> list[Array]:
    """``-log P/n`` at the levels, from the lowest to missing mass."""
    p = xp.exact(ratio(*size))
    law = xp.stack([1 - p, p])
    used = [level for level in LEVELS if level <= DRAWS * ratio(*size)]
    chances = [tail(law, DRAWS, bernoulli_coverages(law, DRAWS, level), p / 2) for level in used]
    return [-xp.log(chance) / DRAWS for chance in (*chances, (1 - p) ** DRAWS)]


CLAIM = Claim(
    statement=(
        r"-\tfrac1n \log \mathrm{P}(\mathrm{Cov}_N(\hat\pi) \ge p) \text{ increases with } N,"
        r" \quad p \in \{\tfrac1{20}, \tfrac1{10}, \tfrac15, \tfrac14, \tfrac13, \tfrac25, \tfrac12\},\ n = 400"
    ),
    source=Source("arXiv:2510.15020", "Section 4, faster into the tail, a grid of laws", status="derived"),
    kind="value",
    relation="<",
    sizes=GRID,
    value=rates,
)
