"""The winner of an offset tournament on a sample: which constant Theorem 6.4 needs at low levels.

The two models of ``offset_trap_eq`` at ``gamma = 1``, so that ``min E_gamma = 0`` and the theorem says ``Cov_{N g'} <= c log(3
|Pi|/delta)/n`` for every ``g' > 1``. With probability ``P``, exact over all samples, the bad model wins or ties, and then that is
``a``: what holds with probability ``1 - delta`` for every ``delta < P`` bounds ``a``. ``P`` is at least 1/100. The explicit
theorem has 18 for ``N >= 4``. The left side is a coverage, at most 1.
"""

from proofs_check.coverage_principle.offset_constant import derived
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_{N g'}(\hat\pi) \le c\, \frac{\log(3 |\Pi|/\delta)}{n} \text{ with probability } 1 - \delta, \quad"
        r" g' > \gamma = 1,\ N \ge 4"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Theorem 6.4, best constant at low levels",
        status="derived",
        reading="two models, the data law one of them; the explicit theorem has c = 18",
    ),
    space=lambda draws: Space(level=Ratio(4, 32), mean=Ratio(ratio(1, 10), 25), derived=derived),
    sizes=(100, 400),
    given={"chance at least 1/100": lambda i: i.chance >= ratio(1, 100)},
    notes="The constant is larger at smaller chances: a part of the samples ties there.",
    unknown="c",
    bracket=(ratio(1, 4), ratio(18, 1)),
    lhs=lambda i, c: i.a,
    rhs=lambda i, c: c * xp.log(6 / i.chance) / i.size,
    trivial="probability",
)
