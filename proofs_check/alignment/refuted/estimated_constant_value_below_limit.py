"""The sample version of pessimism does not stay below its limit, even with a perfect proxy.

The estimated strength is random, and a smaller one earns more than a larger one loses: the mean value may exceed
``J(pi_b)``. With a known constant this cannot happen. The form is tempting; no source is known to have it.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy, pessimistic_sampler

CLAIM = Claim(
    statement=r"\hat r = r^* \implies \mathbb E J(\mathrm{ITP}_{N,b}) \le J(\pi_b)",
    source=Source(
        "arXiv:2503.21878", "scaling monotonicity", status="derived", reading="sample version approaches its limit from below"
    ),
    space=responses(2, strength=Ratio(xp.ratio(1, 16), 2), draws=Count(1, 8)),
    lhs=lambda i: xp.dot(pessimistic_sampler(i.base, i.reward, i.strength, i.draws, 1), i.reward),
    rhs=lambda i: xp.dot(pessimistic_policy(i.base, i.reward, i.strength), i.reward),
    expect="fails",
    falls="tempting form",
)
