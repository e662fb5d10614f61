"""Inference-time pessimism needs a bound on the proxy reward, not on the true one.

With a proxy above ``R`` the weight exceeds the level of the rejection sampler and truncation bites, so the
output is not the mixture of the chi-square policy and the base law.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.decoding.responses.pessimism import normalising_constant, pessimistic_policy


def difference(i):
    """The distance between the sampler with level ``(R - lambda)/b``, ``R = 1``, and the mixture that it should be."""
    constant = normalising_constant(i.base, i.proxy, i.strength)
    excess = xp.maximum(i.proxy - constant, 0)
    sampled = rejection_law(i.base, excess / i.strength, (1 - constant) / i.strength, i.draws, i.base)
    missed = (1 - i.strength / (1 - constant)) ** i.draws
    return xp.sum(abs(sampled - (1 - missed) * pessimistic_policy(i.base, i.proxy, i.strength) - missed * i.base))


CLAIM = Claim(
    statement=r"\mathrm{RS}_{N,M}(w) = (1-\eta)\,\pi_b + \eta\,p"
    r" \text{ when only the true reward is bounded by } R",
    source=Source("arXiv:2503.21878", "Theorem 4.1 without a bound on the proxy", status="derived"),
    space=Space(base=Simplex(2, positive=True), proxy=Table(2, 0, 2), strength=Ratio(xp.ratio(1, 16), 1), draws=Count(1, 3)),
    given={"the constant is below R": lambda i: normalising_constant(i.base, i.proxy, i.strength) < 1},
    relation="==",
    lhs=difference,
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
