"""The winner of a population tournament.

With ``pi_1`` the best model at level ``N'``, transitivity gives ``Cov_{N N'}(pick) <= Cov_{N'}(pi_1) + score(pick)``; the score
of the pick is at most that of ``pi_1``, and a rival that certifies against ``pi_1`` either beats the data by ``N/N'`` (Markov)
or ``pi_1`` is uncovered. Sharp at ``N = 4``: of mass 1/4 of the data one model has nothing and another all, and the data law
itself, in the class, scores 1/4 as well. At ``N < 2 N'`` the bound is above 1/2 by itself, and levels start at ``N = 2 N'``.
Models are written as odds to the data, so that light ones miss an outcome.
"""

from proofs_check.coverage_principle._settings_odds import tilted_models
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.learning.likelihood.selection import chosen, tournament_scores
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def coverages(i: Instance, level: Array) -> Array:
    """``Cov_level`` of every model."""
    return xp.stack([coverage(i.law, model, level) for model in i.models])


def picked(i: Instance) -> Array:
    """The worst coverage among the winners, at level ``N N'``."""
    return xp.max(chosen(tournament_scores(i.law, i.models, i.level)) * coverages(i, i.level * i.inner))


def bound(i: Instance) -> Array:
    """``2 min Cov_{N'} + N'/N``."""
    return 2 * xp.min(coverages(i, i.inner)) + i.inner / i.level


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_{N N'}(\hat\pi) \le 2 \min_{\pi \in \Pi} \mathrm{Cov}_{N'}(\pi) + N'/N \quad"
        r" \text{for every winner } \hat\pi"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.3", status="derived"),
    space=lambda count: tilted_models(
        count,
        3,
        lambda i: i.data,
        lambda i: {"level": 2 * (1 + i.beyond / 16) * i.scale, "inner": 1 + i.beyond / 16},
        data=Simplex(3, positive=True),
        scale=Ratio(1, 10),
        beyond=Ratio(0, 80),
    ),
    sizes=(3, 4, 5),
    lhs=picked,
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {
        "data": [2, 1, 1],
        "scale": [2 ** (k + 1), 2**k + 1],
        "beyond": [16, 2**k],
        "lost": [1, 0, 0, 1],
        "odds1": [0, 0, 1],
        "odds2": [1, 1, 1],
    },
    rate="1 - ratio of order 2^(-k)",
)
