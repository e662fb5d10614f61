"""Inner scores that are divided by ``kappa H`` make leaves frequent, for words of any length: by the mean error of each level.

A level with scores ``e V*/(kappa H)`` weighs at most ``1/H`` times as much as the leaves, for ``e`` is at most ``kappa``. So the
leaves have at least ``1/(2 + 2 (H - 1)/H)`` of the mass, attained where all errors are ``kappa``. This is the mass of
`leaf_boost`, which has whole trees. Sizes are numbers of inner levels below the root, ``H - 1``.
"""

from proofs_check.backtracking._settings import KAPPA
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def mass(i: Instance) -> Array:
    """The mass of the leaves by the mean errors of the levels."""
    means = 1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)
    return 1 / (2 * (1 + xp.sum(means) / (i.kappa * (i.size + 1))))


CLAIM = Claim(
    statement=r"(4H - 2)\,\mu(\text{leaves}) \ge H, \quad \mu(\text{leaves})"
    r" = \frac1{2\bigl(1 + \frac1{\kappa H} \sum_{h<H} \mathbb E_{\pi^*} \frac{\hat V}{V^*}(y_{1:h})\bigr)}",
    source=Source("arXiv:2510.03149", "leaf boost, the mass of the leaves, level by level", status="derived"),
    space=lambda levels: Space(noise=Table(levels, 0, 1), kappa=KAPPA),
    sizes=(2, 3, 5),
    relation=">=",
    lhs=lambda i: (4 * i.size + 2) * mass(i),
    rhs=lambda i: i.size + 1,
    sharpened=lambda i: xp.ratio(101, 100) * (i.size + 1),
)
