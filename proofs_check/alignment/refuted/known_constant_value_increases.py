"""More draws need not improve pessimism, even with a known normalising constant.

The value moves monotonically towards ``J(pi_b)``, which may lie below ``J(p)`` when the proxy is wrong: what is
monotone is the distance to the limit, not the value.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import known_constant_sampler


def value(i, draws):
    """``J(out_N)``."""
    return xp.dot(known_constant_sampler(i.base, i.proxy, i.strength, draws, 1), i.reward)


CLAIM = Claim(
    statement=r"J(\mathrm{out}_N) \le J(\mathrm{out}_{N+1}) \text{ for every proxy}",
    source=Source("arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="true value increases with N"),
    space=with_proxy(2, strength=Ratio(xp.ratio(1, 16), 2), draws=Count(0, 16)),
    lhs=lambda i: value(i, i.draws),
    rhs=lambda i: value(i, i.draws + 1),
    expect="fails",
    falls="tempting form",
)  # fmt: skip
