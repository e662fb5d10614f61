"""Closed forms on the family where a good response competes with a rare hack.

Base ``(1 - g - q, g, q)``, true rewards (0, 1, 0), proxy ``(0, 1 - h, 1)``. Best-of-N loses when no draw is good or
some draw is the hack. The policy keeps the good response and the hack for ``q h < b <= q + g (1 - h)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.responses.pessimism import pessimistic_policy


def derived(i):
    """The proxy and a strength between the two ends."""
    _, good, hack = i.base
    ends = hack * i.shortfall, hack + good * (1 - i.shortfall)
    return {
        "good": good, "hack": hack,
        "proxy": xp.stack([0, 1 - i.shortfall, 1]),
        "strength": ends[0] + i.place * (ends[1] - ends[0]),
    }  # fmt: skip


def measured(i):
    """The two regrets, added."""
    policy = pessimistic_policy(i.base, i.proxy, i.strength)
    return (1 - best_of_n(i.base, i.proxy, i.draws)[1]) + (1 - policy[1])


def closed(i):
    """``1 - (1-q)^N + (1-q-g)^N`` and ``(q/(q+g))(1 + g h/b)``."""
    best = 1 - (1 - i.hack) ** i.draws + (1 - i.hack - i.good) ** i.draws
    return best + i.hack / (i.hack + i.good) * (1 + i.good * i.shortfall / i.strength)


CLAIM = Claim(
    statement=r"1 - (1-q)^N + (1-q-g)^N \text{ and } \frac q{q+g}\Bigl(1 + \frac{gh}b\Bigr) \text{ are the regrets of }"
    r" \mathrm{BoN}_N \text{ and } \pi_b",
    source=Source("arXiv:2503.21878", "hacking family, closed forms", status="derived"),
    space=Space(
        base=Simplex(3, positive=True), shortfall=Ratio(xp.ratio(1, 64), xp.ratio(63, 64)),
        place=Ratio(xp.ratio(1, 64), 1), draws=Count(1, 40), derived=derived,
    ),
    relation="==",
    lhs=measured,
    rhs=closed,
)  # fmt: skip
