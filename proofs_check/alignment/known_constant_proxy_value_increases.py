"""Scaling with a known normalising constant: the proxy value never falls with the number of draws.

It moves from ``Jhat(p)`` to ``Jhat(pi_b)``, and ``Jhat(pi_b) - Jhat(p) >= b (C_b - 1) >= 0`` by optimality of the
policy. With a perfect proxy that is the true value.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import known_constant_sampler


def value(i, draws):
    """``Jhat(out_N)``."""
    return xp.dot(known_constant_sampler(i.base, i.proxy, i.strength, draws, 1), i.proxy)


CLAIM = Claim(
    statement=r"\hat J(\mathrm{out}_N) \le \hat J(\mathrm{out}_{N+1})",
    source=Source("arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="proxy value, population constant"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), proxy=Table(n, 0, 1), strength=Ratio(xp.ratio(1, 16), 2), draws=Count(0, 32)
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: value(i, i.draws),
    rhs=lambda i: value(i, i.draws + 1),
    sharpened=lambda i: xp.ratio(99, 100) * value(i, i.draws + 1),
    tight_at={"base": [1, 1], "proxy": [1, 1, 1], "strength": [1, 1], "draws": 1},
)
