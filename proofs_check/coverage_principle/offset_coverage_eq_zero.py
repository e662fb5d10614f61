"""The offset tournament finds a model that covers everything, if the class has one near the data.

If some model is within ``gamma`` of the data both ways, its score is 0, so ``P(C) <= 2 gamma P_pick(C) <= (2
gamma^2 / N) P(C)`` for ``C = {pi_1 / pick >= N}``: with ``N > 2 gamma^2`` this event has no mass, and
``p/pick < gamma N`` everywhere.
"""

from proofs_check.coverage_principle._settings import candidates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Table
from theory_lab.learning.likelihood.selection import chosen, offset_scores
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def near(i: Instance) -> dict[str, Array]:
    """A law within ``gamma = spread^2`` of the first model both ways; ``N = 2 gamma^2 stretch``."""
    weights = i.model0 * (1 + (i.spread - 1) * i.tilt)
    gamma = i.spread**2
    return {"law": weights / xp.sum(weights), "gamma": gamma, "level": 2 * gamma**2 * i.stretch}


def picked(i: Instance) -> Array:
    """The worst coverage among the winners, at level ``N g'`` with ``g' > gamma``."""
    won = chosen(offset_scores(i.law, i.models, i.level, i.gamma))
    return xp.max(won * xp.stack([coverage(i.law, model, i.level * i.gamma * i.beyond) for model in i.models]))


CLAIM = Claim(
    statement=(
        r"\min_{\pi \in \Pi} E_\gamma(\pi_D \| \pi) = 0,\ N > 2 \gamma^2,\ g' > \gamma \implies"
        r" \mathrm{Cov}_{N g'}(\hat\pi) = 0"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.4, exact case", status="derived"),
    space=lambda count: candidates(
        count,
        3,
        near,
        spread=Ratio(1, 2),
        tilt=Table((3,), 0, 1),
        stretch=Ratio(xp.ratio(101, 100), 3),
        beyond=Ratio(xp.ratio(101, 100), 3),
    ),
    sizes=(2, 3),
    relation="==",
    lhs=picked,
    rhs=lambda i: 0,
)
