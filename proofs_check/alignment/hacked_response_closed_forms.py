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


FAMILY = Space(
    base=Simplex(3, positive=True),
    shortfall=Ratio(xp.ratio(1, 64), xp.ratio(63, 64)),
    place=Ratio(xp.ratio(1, 64), 1),
    draws=Count(1, 40),
    derived=derived,
)

CLAIMS = {
    "best_of_n": Claim(
        statement=r"J(\pi^*) - J(\mathrm{BoN}_N) = 1 - (1-q)^N + (1-q-g)^N",
        source=Source("arXiv:2503.21878", "hacking family, closed form of Best-of-N", status="derived"),
        space=FAMILY,
        relation="==",
        lhs=lambda i: 1 - best_of_n(i.base, i.proxy, i.draws)[1],
        rhs=lambda i: 1 - (1 - i.hack) ** i.draws + (1 - i.hack - i.good) ** i.draws,
    ),
    "pessimism": Claim(
        statement=r"J(\pi^*) - J(\pi_b) = \frac q{q+g}\Bigl(1 + \frac{gh}b\Bigr)",
        source=Source("arXiv:2503.21878", "hacking family, closed form of the chi-square policy", status="derived"),
        space=FAMILY,
        relation="==",
        lhs=lambda i: 1 - pessimistic_policy(i.base, i.proxy, i.strength)[1],
        rhs=lambda i: i.hack / (i.hack + i.good) * (1 + i.good * i.shortfall / i.strength),
    ),
}
