"""Two models: cross-entropy picks the one that leaves half of the data uncovered.

Data ``(1, 50, 49)/100``; model ``a`` nearly misses the first response (``e^-110``) and is exact on the rest, model
``b`` spreads a common response over an eighth of its mass. ``KL(a) = 1.044 > KL(b) = 0.733``, but ``Cov_N(a) = 1/100``
and ``Cov_N(b) = 1/2`` at 2, 4 and 8. The population tournament scores ``(1/100, 1/2)`` and picks ``a``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.learning.likelihood.selection import tournament_scores
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def models(i: Instance) -> dict[str, Array]:
    """The data law and both models."""
    one = xp.ones((), like=i.level)
    missing = xp.exp(-110 * one)
    a = xp.stack([missing, (1 - missing) * ratio(50, 99), (1 - missing) * ratio(49, 99)])
    p = xp.stack([one / 100, one / 2, ratio(49, 100) * one])
    return {"p": p, "a": a, "b": xp.stack([one / 20, one / 16, ratio(71, 80) * one])}


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{KL}(p\|b) < \mathrm{KL}(p\|a), \quad \mathrm{Cov}_N(p\|b) - \mathrm{Cov}_N(p\|a) = \tfrac{49}{100}"
        r" = s_b - s_a, \quad s = \text{scores of the tournament},\ N = 2, 4, 8"
    ),
    source=Source("arXiv:2510.15020", "selection of models by cross-entropy against equation (29)", status="derived"),
    space=lambda level: Space(level=Whole(level, level), derived=models),
    sizes=(2, 4, 8),
    given={"b has the smaller divergence": lambda i: kl(i.p, i.b) < kl(i.p, i.a)},
    relation="==",
    chain=(
        lambda i: coverage(i.p, i.b, i.level) - coverage(i.p, i.a, i.level),
        lambda i: ratio(49, 100),
        lambda i: xp.dot(tournament_scores(i.p, xp.stack([i.a, i.b]), i.level), xp.exact([-1, 1])),
    ),
    witness=lambda level: {"level": level},
)
