"""A class in which the tournament prefers a bad model to the data law.

``p = (1/N - t, t, 1 - 1/N)``, ``comp = (1 - tN, tN, 0)``, ``bad = (0, 2t, 1 - 2t)`` with ``t = 1/(5N)``. The
competitor certifies ``1/N`` against the data law itself, and only ``4/(5N)`` can be certified against the bad
model.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Whole
from theory_lab.learning.likelihood.selection import tournament_scores
from theory_lab.numbers import Array


def gap(i: Instance) -> Array:
    """The distance of the scores from ``1/N``, ``1 - 1/N`` and ``4/(5N)``."""
    scores = tournament_scores(i.law, xp.stack([i.law, i.comp, i.bad]), i.level)
    return xp.sum(abs(scores - xp.stack([1 / i.level, 1 - 1 / i.level, 4 / (5 * i.level)])))


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{score}(\pi_D) = \frac1N, \quad \mathrm{score}(\mathrm{comp}) = 1 - \frac1N, \quad"
        r" \mathrm{score}(\mathrm{bad}) = \frac{4}{5N}"
        r" \quad \text{on these instances, }N = 4, 8, 20, 1000"
    ),
    source=Source("arXiv:2510.15020", "the term N^{-(1-a)} of Theorem 6.3", status="derived"),
    space=lambda level: Space(law=Simplex(3), comp=Simplex(3), bad=Simplex(3), level=Whole(level, level)),
    sizes=(4, 8, 20, 1000),
    relation="==",
    lhs=gap,
    rhs=lambda i: 0,
    witness=lambda n: {"law": [4, 1, 5 * n - 5], "comp": [4, 1, 0], "bad": [0, 2, 5 * n - 2], "level": n},
)
