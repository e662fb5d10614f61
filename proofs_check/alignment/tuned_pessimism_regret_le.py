"""Inference-time pessimism with the tuned strength and enough draws: three times the skyline.

At ``b = eps/sqrt(C - 1)`` the first two terms of the bound are ``2 eps sqrt(C - 1)``, and from ``N = 6.6 (1 + R/b)
log(3R/(eps sqrt(C - 1)))`` on the exponential is at most ``eps sqrt(C - 1)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decoding.responses.pessimism import pessimistic_sampler

BUDGETS = {2: 33, 4: 119}


def derived(i):
    """Two responses of masses 9/10 and 1/10, a proxy that is off by ``1/size`` everywhere, and the rare one as comparator."""
    proxy = xp.stack([i.reward[0] + xp.ratio(1, i.size), i.reward[1] - xp.ratio(1, i.size)])
    return {"base": xp.exact(["9/10", "1/10"]), "proxy": proxy, "target": xp.exact([0, 1]), "skyline": xp.ratio(3, i.size)}


def regret(i):
    """The exact regret over all first pools."""
    law = pessimistic_sampler(i.base, i.proxy, xp.ratio(1, 3 * i.size), BUDGETS[i.size], 1)
    return xp.dot(i.target - law, i.reward)


CLAIM = Claim(
    statement=r"b = \varepsilon/\sqrt{C-1},\ N \ge 6.6\,(1 + \tfrac Rb)\log\frac{3R}{\varepsilon\sqrt{C-1}}"
    r" \implies J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le 3\,\varepsilon\sqrt{C-1}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, tuned strength", status="derived"),
    space=lambda inverse_error: Space(reward=Table(2, 0, 1), derived=derived),
    sizes=tuple(BUDGETS),
    kind="witness",
    witness=lambda inverse_error: {"reward": [1, 0, 1]},
    lhs=regret,
    rhs=lambda i: 3 * i.skyline,
    trivial=(0, 1),
    weak="on both instances three times the skyline exceeds 1; pessimism_samples_regret_le has instances below",
    notes="C = 10, eps = 1/size, b = eps/3; the budgets are the smallest that the theorem allows. Exact over all samples.",
)
