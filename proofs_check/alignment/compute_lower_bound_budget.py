"""How many draws a guarantee of ``h`` needs.

With ``s = 2h`` the family of the compute lower bound gives any rule that returns one of ``N`` draws a regret of at
least ``s - N s^2/(C - 1)``, which is at least ``h`` as long as ``N <= (C - 1)/(4h)``. With ``h = eps sqrt(C - 1)``:
``N >= sqrt(C - 1)/(4 eps)``, which matches the guarantee of pessimism up to a logarithm. The paper is quoted with ``N``
of order ``1/eps`` only: the class of rules and the constants are ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, regret


def derived(i):
    """The instance at a coverage ``C`` with ``C - 1 >= 4 h N``, and at least 1."""
    coverage = xp.maximum(1 + 4 * i.guarantee * i.draws, 2) + i.extra
    share = 2 * i.guarantee
    mass = share**2 / (coverage - 1)
    base, target = (xp.stack([first, 1 - first]) for first in (mass, share))
    return {"base": base, "target": target, "reward": xp.stack([1, 0])}


def loss(i):
    """The regret of the best rule with a perfect reward model, which is Best-of-N."""
    return regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward)


CLAIM = Claim(
    statement=r"N \le \frac{C-1}{4h} \implies \text{some instance with } C(\pi^*) \le C \text{ has regret} \ge h",
    source=Source(
        "arXiv:2503.21878", "compute lower bound", status="second-hand", reading="N of order 1/eps is needed, with all constants"
    ),
    space=Space(guarantee=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)), extra=Ratio(0, 4), draws=Count(1, 40), derived=derived),
    lhs=lambda i: i.guarantee,
    rhs=loss,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(9, 10) * loss(i),
    tight_at={"guarantee": [1, 4], "extra": [0, 1], "draws": 1},
)
