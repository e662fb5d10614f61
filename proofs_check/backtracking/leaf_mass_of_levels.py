"""The stationary mass of the leaves under uniform error, for words of any length: by the mean error of each level.

The weights ``pi_ref V*`` of every level add up to the same, so that a level with scores ``e V*`` weighs ``E e`` times as much as
the leaves, in the mean under the target; half of the volume is the weight of all levels. Errors between ``1/kappa`` and ``kappa``
have such a mean, and both ends are attained when all errors are equal: this is `leaf_mass_bounds`, which has whole trees. Sizes
are numbers of inner levels below the root, ``H - 1``.
"""

from proofs_check.backtracking._settings import KAPPA
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The mass of the leaves by the mean errors of the levels."""
    means = 1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)
    return {"mass": 1 / (2 * (1 + xp.sum(means)))}


def upper(i: Instance) -> Array:
    """``1 / (2 (1 + (H - 1)/kappa))``."""
    return 1 / (2 * (1 + i.size / i.kappa))


CLAIM = Claim(
    statement=r"\frac1{2\kappa H} \le \frac1{2(1+\kappa(H-1))} \le \mu(\text{leaves})"
    r" = \frac1{2(1 + \sum_{h<H} \mathbb E_{\pi^*} \frac{\hat V}{V^*}(y_{1:h}))} \le \frac1{2(1+(H-1)/\kappa)}",
    source=Source("arXiv:2510.03149", "leaf mass under Assumption 4.1, level by level", status="derived"),
    space=lambda levels: Space(noise=Table(levels, 0, 1), kappa=KAPPA, derived=derived),
    sizes=(2, 3, 5),
    chain=(
        lambda i: 1 / (2 * i.kappa * (i.size + 1)),
        lambda i: 1 / (2 * (1 + i.kappa * i.size)),
        lambda i: i.mass,
        upper,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(9, 10) * upper(i),
)
