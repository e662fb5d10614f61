"""KL regularisation does not reach the skyline, at any strength.

Base ``(9/10 - q, 1/10, q)``, true rewards (0, 1/2, 0), proxy (0, 1/2, 1): a tilt multiplies the masses by ``1, t,
t^2``. The good response gets at most ``(1/10)/(1/10 + 2 sqrt(q p_0))``, so the regret is at least ``sqrt(q p_0)/(1/10
+ 2 sqrt(q p_0))``, against the skyline ``eps sqrt(C - 1) = 3 sqrt q``. The two meet near ``q = 129/10000``, where the range ends.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space


def derived(i):
    """The three masses, ``q = root^2``."""
    hack = i.root**2
    return {"hack": hack, "poor": xp.ratio(9, 10) - hack}


def tilted_regret(i):
    """``1/2`` times the mass off the good response, for the tilt ``t = share/(1 - share)``."""
    tilt = i.share / (1 - i.share)
    others = i.poor + i.hack * tilt**2
    return others / (2 * (others + tilt / 10))


CLAIM = Claim(
    statement=r"3\sqrt q = \varepsilon\sqrt{C-1} \le \frac{\sqrt{q p_0}}{1/10 + 2\sqrt{q p_0}} \le J(\pi^*) -"
    r" J(\pi_{\mathrm{KL}, b})"
    r" \text{ for every } b, \quad q \le (227/2000)^2",
    source=Source("arXiv:2407.13399", "KL regularisation fails the skyline, an instance", status="derived"),
    space=Space(
        root=Ratio(xp.ratio(1, 1024), xp.ratio(227, 2000)), share=Ratio(xp.ratio(1, 2), xp.ratio(1023, 1024)), derived=derived
    ),
    chain=(
        lambda i: 3 * i.root,
        lambda i: xp.sqrt(i.hack * i.poor) / (xp.ratio(1, 10) + 2 * xp.sqrt(i.hack * i.poor)),
        tilted_regret,
    ),
    sharpened=lambda i: xp.ratio(99, 100) * tilted_regret(i),
    notes="share = t/(1 + t) with t = exp(1/(2b)) >= 1. Best regret .3268, .1874, .0797, .0283 at q = 10^-2 .. 10^-5.",
)
