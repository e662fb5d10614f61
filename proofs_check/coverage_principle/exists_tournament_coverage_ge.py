"""The term of order ``1/N`` in the bound for a tournament is real.

In the class of ``tournament_scores_eq`` the data law is a candidate, yet the only winner misses mass
``4/(5N)`` altogether: its coverage stays there at every level, here ``10^9``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Whole
from theory_lab.learning.likelihood.selection import chosen, tournament_scores
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def picked(i: Instance) -> Array:
    """The best coverage among the winners, at level ``10^9``."""
    models = xp.stack([i.law, i.comp, i.bad])
    won = chosen(tournament_scores(i.law, models, i.level))
    return xp.min(xp.stack([coverage(i.law, model, 10**9) for model in models]) + 1 - won)


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\forall N\ \exists \Pi \ni \pi_D:\ \tfrac45 \tfrac1N \le \mathrm{Cov}_M(\hat\pi) \text{ for"
        r" every winner } \hat\pi \text{ and every } M"
        r" \quad \text{on these instances, }N = 4, 8, 20, 1000"
    ),
    source=Source("arXiv:2510.15020", "lower bound for the term N^{-(1-a)} of Theorem 6.3", status="derived"),
    space=lambda level: Space(law=Simplex(3), comp=Simplex(3), bad=Simplex(3), level=Whole(level, level)),
    sizes=(4, 8, 20, 1000),
    lhs=lambda i: 4 / (5 * i.level),
    rhs=picked,
    witness=lambda n: {"law": [4, 1, 5 * n - 5], "comp": [4, 1, 0], "bad": [0, 2, 5 * n - 2], "level": n},
    trivial="probability",
)
