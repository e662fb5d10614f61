"""The winner of an offset tournament on a sample: which constant Theorem 6.4 needs.

The two models of ``offset_trap_eq`` at ``gamma = 1``, so that ``min E_gamma = 0`` and the theorem says ``Cov_{N g'} <= c log(3
|Pi|/delta)/n`` for every ``g' > 1``. With probability ``P``, exact over all samples, the bad model wins or ties, and then that is
``a``: what holds with probability ``1 - delta`` for every ``delta < P`` bounds ``a``. ``P`` is at least 1/100. The explicit
theorem has 8 for ``N >= 8``. The left side is a coverage, at most 1.
"""

from proofs_check.coverage_principle._settings import offset_scores
from proofs_check.coverage_principle._settings_selection import shy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors


def derived(i: Instance) -> dict[str, Array]:
    """The coverage of the second model, and the probability that it wins or ties."""
    a = i.mean / i.size
    models, gamma = shy(a, i.level), xp.ones((), like=a)
    scores = offset_scores(Instance(models=models, level=i.level, gamma=gamma, size=i.size), count_vectors(i.size, 2))
    return {"a": a, "chance": xp.expect_over_types(models[0], i.size, lambda _: xp.at_least(scores[0], scores[1]))}


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_{N g'}(\hat\pi) \le c\, \frac{\log(3 |\Pi|/\delta)}{n} \text{ with probability } 1 - \delta, \quad"
        r" g' > \gamma = 1,\ N \ge 8"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Theorem 6.4, best constant",
        status="derived",
        reading="two models, the data law one of them; the explicit theorem has c = 8",
    ),
    space=lambda draws: Space(level=Ratio(8, 32), mean=Ratio(ratio(1, 10), 25), derived=derived),
    sizes=(100, 400),
    given={"chance at least 1/100": lambda i: i.chance >= ratio(1, 100)},
    notes="The constant is larger at smaller chances: a part of the samples ties there.",
    unknown="c",
    bracket=(ratio(1, 4), ratio(8, 1)),
    lhs=lambda i, c: i.a,
    rhs=lambda i, c: c * xp.log(6 / i.chance) / i.size,
    trivial="probability",
)
