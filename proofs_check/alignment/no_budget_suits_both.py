"""No number of draws fixed in advance beats ``eps^(2/3)``.

Two instances with comparators of coverage at most ``C``, and ``s^3 = (C - 1) eps^2``: a rewarding response
of base mass ``s^2/(C - 1)`` that few draws miss, and a hack of mass ``1/N`` that many draws find, whose
true reward is lower by ``min(1, eps sqrt N)``. One of the two regrets is at least ``0.44 s``. How the paper orders its
quantifiers is not known here: this is a pair of instances for each budget, and .44 is ours; one instance for all
budgets is refuted (`refuted.one_instance_defeats_every_budget`).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, regret


def missed(i):
    """The regret on the first instance: the comparator gives ``s`` to the only rewarding response."""
    mass = i.share**2 / (i.level - 1)
    base, target = (xp.stack([first, 1 - first]) for first in (mass, i.share))
    reward = xp.stack([1, 0])
    return regret(target, best_of_n(base, reward, i.draws), reward)


def hacked(i):
    """The regret on the second: the proxy prefers the hack, the comparator is the honest response."""
    loss = xp.minimum(xp.sqrt(i.draws * i.share**3 / (i.level - 1)), 1)
    base = xp.stack([xp.ratio(i.draws - 1, i.draws), xp.ratio(1, i.draws)])
    proxy = xp.stack([0, 1])
    return loss * best_of_n(base, proxy, i.draws)[1]


CLAIM = Claim(
    statement=r"\tfrac{44}{100}\bigl((C-1)\varepsilon^2\bigr)^{1/3} \le \max\text{ of two regrets, for every } N"
    r" \quad (2 \le N \le 400,\ 2 \le C \le 50,\ 10^{-9} \le (C-1)\varepsilon^2 \le 1)",
    source=Source(
        "arXiv:2503.21878",
        "tightness of the exponent 2/3 under L1 coverage",
        status="second-hand",
        reading="a pair of instances for each budget; .44 is ours",
    ),
    space=Space(share=Ratio(xp.ratio(1, 1000), 1), level=Ratio(2, 50), draws=Count(2, 400)),
    lhs=lambda i: xp.ratio(44, 100) * i.share,
    rhs=lambda i: xp.maximum(missed(i), hacked(i)),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(9, 10) * xp.maximum(missed(i), hacked(i)),
    notes="s = share, C = level; eps^2 = s^3/(C - 1).",
)
