"""What inference-time pessimism outputs, given its normalising constant.

Rewards are at most ``R``, so the weight ``(rhat - l)_+/b`` is at most the level ``(R - l)/b`` and
truncation never bites: the output is the exact chi-square policy of strength ``b' = E (rhat - l)_+``, mixed
with the base law by the probability that nothing was accepted.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.decoding.responses.pessimism import pessimistic_policy


def derived(i):
    """A level below the best reward, the excess over it and its mean ``b'``."""
    level = xp.max(i.reward) - i.drop
    excess = xp.maximum(i.reward - level, 0)
    return {"level": level, "excess": excess, "mean": xp.dot(i.base, excess)}


def mixture(i):
    """``(1 - eta) pi_b' + eta p`` with ``eta = (1 - b'/(R - l))^N`` and ``R = 1``."""
    missed = (1 - i.mean / (1 - i.level)) ** i.draws
    return (1 - missed) * pessimistic_policy(i.base, i.reward, i.mean) + missed * i.base


def sampled(i):
    """The rejection sampler with weight ``(rhat - l)_+/b`` and level ``(R - l)/b``; the strength ``b`` drops out."""
    return rejection_law(i.base, i.excess / i.strength, (1 - i.level) / i.strength, i.draws, i.base)


CLAIM = Claim(
    statement=r"\mathrm{RS}_{N,M}(w) = (1-\eta)\,\pi_{b'} + \eta\,p, \quad b'"
    r" = \mathbb E_p(\hat r - l)_+,\ \eta = (1 - b'/(R-l))^N",
    source=Source("arXiv:2503.21878", "Theorem 4.1, conditional law of the sampler", status="derived"),
    space=lambda n: responses(
        n, drop=Ratio(xp.ratio(1, 16), 2), strength=Ratio(xp.ratio(1, 16), 4), draws=Count(0, 12), derived=derived
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: xp.sum(abs(sampled(i) - mixture(i))),
    rhs=lambda i: 0,
)
