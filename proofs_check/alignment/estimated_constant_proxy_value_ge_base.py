"""The sample version of pessimism never falls below the base law in proxy value, at any number of draws.

Given the estimated constant the output is a mixture of the base law and a chi-square policy of some strength, whose
proxy value is at least that of the base law. This is what is monotone for the sample version besides its guarantee:
no draw, then any number.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import pessimistic_sampler


def value(i):
    """``E Jhat(ITP_N)``."""
    return xp.dot(pessimistic_sampler(i.base, i.proxy, i.strength, i.draws, 1), i.proxy)


CLAIM = Claim(
    statement=r"\hat J(p) \le \mathbb E\hat J(\mathrm{ITP}_{N,b})",
    source=Source("arXiv:2503.21878", "scaling monotonicity of the sample version, what is left", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True),
        proxy=Table(n, 0, 1),
        strength=Ratio(xp.ratio(1, 16), 2),
        draws=Count(1, 10 if n == 2 else 6),
    ),
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.base, i.proxy),
    rhs=value,
    sharpened=lambda i: xp.ratio(99, 100) * value(i),
    tight_at={"base": [1, 1], "proxy": [1, 1, 1], "strength": [1, 1], "draws": 1},
)
