"""The stationary mass of the root under uniform error, for words of any length: by the mean error of each level.

The edges at the root weigh as much as the first level, which has the mean error ``e_1`` times the weight of the leaves; half of
the volume is the weight of all levels. The mass is least where errors are ``1/kappa`` on the first level and ``kappa`` on others;
this is `root_mass_ge`, which has whole trees, and sharp: where the walk of `sampling_returns_le` starts. Sizes are numbers of
inner levels below the first one, ``H - 2``.
"""

from proofs_check.backtracking._settings import KAPPA
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The mass of the root by the mean errors of the levels, the first one apart."""
    first, others = (1 / i.kappa + noise * (i.kappa - 1 / i.kappa) for noise in (i.first, i.noise))
    return {"mass": first / (2 * (1 + first + xp.sum(others)))}


CLAIM = Claim(
    statement=r"\frac1{2\kappa^2H} \le \frac1{2(1 + \kappa + \kappa^2(H-2))} \le \mu(o)"
    r" = \frac{e_1}{2(1 + \sum_{h<H} e_h)}, \quad e_h = \mathbb E_{\pi^*} \frac{\hat V}{V^*}(y_{1:h})",
    source=Source("arXiv:2510.03149", "root mass under Assumption 4.1, level by level", status="derived"),
    space=lambda levels: Space(noise=Table(levels, 0, 1), first=Ratio(0, 1), kappa=KAPPA, derived=derived),
    sizes=(2, 3, 5),
    chain=(
        lambda i: 1 / (2 * i.kappa**2 * (i.size + 2)),
        lambda i: 1 / (2 * (1 + i.kappa + i.kappa**2 * i.size)),
        lambda i: i.mass,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(9, 10) * i.mass,
)
