"""The number of draws that optimal regret needs, with a perfect reward model.

One rewarding response of base mass ``q = s^2/(C - 1)``, and a comparator that gives it ``s``, with coverage
at most ``C``. A rule that returns one of its ``N`` draws earns at most ``1 - (1 - q)^N <= N q``; Best-of-N
earns exactly that, and no rule more.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, regret


def derived(i):
    """The base law, the comparator and the reward on two responses."""
    mass = i.share**2 / (i.size - 1)
    base, target = (xp.stack([first, 1 - first]) for first in (mass, i.share))
    return {"mass": mass, "base": base, "target": target, "reward": xp.stack([1, 0])}


CLAIM = Claim(
    statement=r"s - N q \le J(\pi^*) - \mathbb P(\text{some of } N \text{ draws hits } y_1),"
    r" \quad q = s^2/(C-1),\ \pi^*(y_1) = s",
    source=Source("arXiv:2503.21878", "compute lower bound, explicit form", status="derived"),
    space=lambda level: Space(share=Ratio(xp.ratio(1, 64), 1), draws=Count(1, 64), derived=derived),
    sizes=(2, 3, 5, 10),
    lhs=lambda i: i.share - i.draws * i.mass,
    rhs=lambda i: regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
    trivial=(0, 1),
    tight_at={"share": [1, 2], "draws": 1},
    sharpened=lambda i: xp.ratio(99, 100) * regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
)
