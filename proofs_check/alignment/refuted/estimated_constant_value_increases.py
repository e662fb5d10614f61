"""More draws may hurt pessimism even with a perfect proxy, when its constant is estimated.

With few draws the estimated constant fluctuates, and the mean over strengths ``b'`` of the policy can be better than
the policy at the mean: the value overshoots the limit ``J(pi_b)`` and comes down to it. So the sample version is not
monotone in ``N``; its guarantee is.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_sampler


def value(i, draws):
    """``E J(ITP_N)``, exact over all first pools."""
    return xp.dot(pessimistic_sampler(i.base, i.reward, i.strength, draws, 1), i.reward)


CLAIM = Claim(
    statement=r"\hat r = r^* \implies \mathbb E J(\mathrm{ITP}_N) \le \mathbb E J(\mathrm{ITP}_{N+1})",
    source=Source(
        "arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="sample version, perfect proxy, value increases"
    ),
    space=responses(2, strength=Ratio(xp.ratio(1, 16), 2), draws=Count(1, 8)),
    lhs=lambda i: value(i, i.draws),
    rhs=lambda i: value(i, i.draws + 1),
    expect="fails",
    falls="tempting form",
)
