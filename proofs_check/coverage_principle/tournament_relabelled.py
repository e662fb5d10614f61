"""A tournament depends on the class, not on its order.

Renaming the candidates renames the scores, and the set of winners with them; all winners are reported, so
that no order decides. The law may be that of the population or of a sample: only the masses of the outcomes
enter.
"""

from itertools import permutations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.selection import chosen, tournament_scores
from theory_lab.numbers import Array


def told(scores: Array) -> Array:
    """Scores and winners in one number, the k-th of them with weight ``10^-k``."""
    return sum((scores[k] + chosen(scores)[k]) / 10**k for k in range(len(scores)))  # type: ignore[return-value]


def models(i: Instance) -> Array:
    """The three candidates; (3, 3)."""
    return xp.stack([i.first, i.second, i.third])


CLAIM = Claim(
    statement=(
        r"\mathrm{score}(\pi_{\tau(k)};\ \pi_{\tau(1)}, \dots, \pi_{\tau(m)}) ="
        r" \mathrm{score}(\pi_{\tau(k)};\ \pi_1, \dots, \pi_m)"
    ),
    source=Source(
        "arXiv:2510.15020", "equations (28) and (29), candidates renamed", status="derived", reading="all minimisers are winners"
    ),
    space=Space(
        law=Simplex(3),
        first=Simplex(3),
        second=Simplex(3),
        third=Simplex(3),
        level=Ratio(1, 20),
        order=Choice(*permutations(range(3))),
    ),
    relation="==",
    lhs=lambda i: told(tournament_scores(i.law, models(i)[np.array(i.order)], i.level)),
    rhs=lambda i: told(tournament_scores(i.law, models(i), i.level)[np.array(i.order)]),
)
