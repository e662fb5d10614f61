"""How much a normalised group weighs a prompt: at most what its true deviation would.

``E sqrt(K (G - K))/G <= sqrt((1 - 1/G) p (1 - p))`` by Jensen; the two agree for large groups.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Source, Space
from theory_lab.numbers import Array


def mean_deviation(i: Instance) -> Array:
    """``E sqrt(K (G - K))/G``, the mean standard deviation of a group."""
    group, p = i.group, i.chance
    terms = [xp.binomial(group, k) * p**k * (1 - p) ** (group - k) * xp.sqrt(xp.exact(k * (group - k))) for k in range(1, group)]
    return xp.sum(xp.stack(terms)) / group


CLAIM = Claim(
    statement=r"\mathbb E\, \mathrm{std}(r_1, \dots, r_G) \le \sqrt{(1 - \tfrac1G)\, p (1 - p)}, \quad r_j \in \{0, 1\}",
    source=Source("arXiv:2402.03300", "the deviation of a group, binary rewards", status="derived"),
    space=Space(chance=Ratio(0, 1), group=Count(2, 66)),
    lhs=mean_deviation,
    rhs=lambda i: xp.sqrt((1 - xp.ratio(1, i.group)) * i.chance * (1 - i.chance)),
    tight_at=lambda k: {"chance": [1, 2], "group": 4 * k},
    rate="1 - ratio of order 1/k^2",
    sharpened=lambda i: xp.ratio(99, 100) * xp.sqrt((1 - xp.ratio(1, i.group)) * i.chance * (1 - i.chance)),
)
