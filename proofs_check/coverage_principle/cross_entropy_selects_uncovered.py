"""Two models: cross-entropy picks the one that leaves half of the data uncovered.

Data ``(1, 50, 49)/100``; model ``a`` nearly misses the first response (``e^-110``) and is exact on the rest, model
``b`` spreads a common response over an eighth of its mass. ``KL(a) = 1.044 > KL(b) = 0.733``, but ``Cov_N(a) = 1/100``
and ``Cov_N(b) = 1/2`` at 2, 4 and 8. The population tournament scores ``(1/100, 1/2)`` and picks ``a``.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.selection import tournament_scores
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import ratio


def numbers(level: int) -> dict[str, Any]:
    """Both divergences, and the differences of the coverages and of the scores."""
    missing = xp.exp(xp.exact(-110))
    a = xp.stack([missing, (1 - missing) * ratio(50, 99), (1 - missing) * ratio(49, 99)])
    p, b = xp.exact(["1/100", "1/2", "49/100"]), xp.exact(["1/20", "1/16", "71/80"])
    scores = tournament_scores(p, xp.stack([a, b]), xp.exact(level))
    gap = coverage(p, b, xp.exact(level)) - coverage(p, a, xp.exact(level))
    return {"divergences": (kl(p, b), kl(p, a)), "coverages": gap, "scores": scores[1] - scores[0]}


CLAIM = Claim(
    statement=(
        r"\mathrm{KL}(p\|b) < \mathrm{KL}(p\|a), \quad \mathrm{Cov}_N(p\|b) - \mathrm{Cov}_N(p\|a) = \tfrac{49}{100}"
        r" = s_b - s_a, \quad s = \text{scores of the tournament},\ N = 2, 4, 8"
    ),
    source=Source("arXiv:2510.15020", "selection of models by cross-entropy against equation (29)", status="derived"),
    kind="value",
    value=numbers,
    printed={level: {"divergences": ("0.733", "1.044"), "coverages": "49/100", "scores": "49/100"} for level in (2, 4, 8)},
)
