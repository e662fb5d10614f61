"""Inference-time pessimism with the tuned strength and enough draws: three times the skyline.

At ``b = eps/sqrt(C - 1)`` the first two terms of the bound are ``2 eps sqrt(C - 1)``, and from ``N = 6.6 (1 + R/b)
log(3R/(eps sqrt(C - 1)))`` on the exponential is at most ``eps sqrt(C - 1)``. The proxy is off by 1/2 or 1/4 everywhere, where
that exceeds the range of the reward, 1; or there is a hack of mass 1/1000 or 1/100, where it does not.
"""

from fractions import Fraction

from proofs_check.alignment._settings_samples import Responses, hacked, sampled_regret, skyline, tuned
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Source, Space
from theory_lab.numbers import Array

ONE, TENTH = Fraction(1), Fraction(1, 10)


def off_everywhere(error: Fraction) -> Responses:
    """Two responses, the better one of mass 1/10, and a proxy that is off by ``error`` at both."""
    return Responses((TENTH, 1 - TENTH), (1 - error, error), (ONE, Fraction(0)))


INSTANCES = {
    "off by 1/2": (off_everywhere(Fraction(1, 2)), 33),
    "off by 1/4": (off_everywhere(Fraction(1, 4)), 119),
    "hack of 1/100": (hacked(Fraction(1, 5), Fraction(1, 100), TENTH), 700),
    "hack of 1/1000": (hacked(TENTH, Fraction(1, 1000), TENTH), 1500),
}


def needed(i: Instance) -> Array:
    """``6.6 (1 + R/b) log(3R/(eps sqrt(C - 1)))``."""
    return xp.ratio(33, 5) * (1 + 1 / tuned(i.made)) * xp.log(3 / skyline(i.made))


CLAIM = Claim(
    statement=r"b = \varepsilon/\sqrt{C-1},\ N \ge 6.6\,(1 + \tfrac Rb)\log\frac{3R}{\varepsilon\sqrt{C-1}}"
    r" \implies J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le 3\,\varepsilon\sqrt{C-1}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, tuned strength", status="derived"),
    space=lambda name: Space(made=Choice(INSTANCES[name][0]), draws=Choice(INSTANCES[name][1])),
    sizes=tuple(INSTANCES),
    kind="witness",
    witness=lambda name: {"made": 0, "draws": 0},
    given={"enough draws": lambda i: needed(i) <= i.draws},
    lhs=lambda i: sampled_regret(i.made, ONE, i.draws),
    rhs=lambda i: 3 * skyline(i.made),
    trivial=(0, 1),
    loose="the leading constant is at most .999 with samples (pessimism_samples_constant), 1 without (skyline_regret_le)",
    notes="Enclosed over all samples. Fewer draws are in pessimism_samples_regret_le.",
)
