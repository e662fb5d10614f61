"""The offset tournament finds the data law where the plain one does not.

In the class of ``tournament_scores_eq`` the rival's mass ``1/N`` is cancelled by the data law's own mass on
the event, so that its score is 0, while the others keep theirs: they have no mass where they are certified
against.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Simplex, Source, Space, Whole
from theory_lab.learning.likelihood.selection import offset_scores
from theory_lab.numbers import Array


def gap(i: Instance) -> Array:
    """The distance of the scores from ``0``, ``1 - 1/N`` and ``4/(5N)``."""
    gamma = xp.sqrt(i.level) if i.gamma == "root" else 1
    scores = offset_scores(i.law, xp.stack([i.law, i.comp, i.bad]), i.level, gamma)
    return xp.sum(abs(scores - xp.stack([xp.exact(0), 1 - 1 / i.level, 4 / (5 * i.level)])))


def witness(size: tuple[int, int]) -> dict[str, object]:
    """The class of ``tournament_scores_eq`` and the choice of ``gamma``."""
    n, gamma = size
    return {"law": [4, 1, 5 * n - 5], "comp": [4, 1, 0], "bad": [0, 2, 5 * n - 2], "level": n, "gamma": gamma}


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{score}_\gamma(\pi_D) = 0, \quad \mathrm{score}_\gamma(\mathrm{comp}) = 1 - \frac1N, \quad"
        r" \mathrm{score}_\gamma(\mathrm{bad}) = \frac{4}{5N}, \quad \gamma \in \{1, \sqrt N\}"
    ),
    source=Source("arXiv:2510.15020", "equation (32) on a class where equation (29) errs", status="derived"),
    space=lambda size: Space(
        law=Simplex(3), comp=Simplex(3), bad=Simplex(3), level=Whole(size[0], size[0]), gamma=Choice("one", "root")
    ),
    sizes=tuple((n, gamma) for n in (4, 8, 20) for gamma in (0, 1)),
    relation="==",
    lhs=gap,
    rhs=lambda i: 0,
    witness=witness,
)
