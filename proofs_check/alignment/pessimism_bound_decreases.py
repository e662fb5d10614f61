"""The guarantee of the sample version improves with every draw.

Only the exponential of the bound depends on ``N``. What the paper defines as scaling-monotone is not known here; this,
and not the value itself, is what it can mean for an estimated constant.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space


def bound(i, draws):
    """``b (C - 1) + eps^2/b + 3 exp(-0.153 N b/(1 + b))``."""
    missed = xp.exp(-xp.ratio(153, 1000) * draws * i.strength / (1 + i.strength))
    return i.strength * i.excess + i.error**2 / i.strength + 3 * missed


CLAIM = Claim(
    statement=r"B_{N+1} \le B_N, \quad B_N = b(C-1) + \varepsilon^2/b + 3R\,e^{-0.153\,Nb/(R+b)}",
    source=Source(
        "arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="the guarantee does not degrade with N"
    ),
    space=Space(strength=Ratio(xp.ratio(1, 16), 4), excess=Ratio(0, 8), error=Ratio(0, 1), draws=Count(1, 100)),
    lhs=lambda i: bound(i, i.draws + 1),
    rhs=lambda i: bound(i, i.draws),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i, i.draws),
)
