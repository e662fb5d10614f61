"""The law of inference-time pessimism, against its two pools.

For every first pool the normalising constant is the largest ``(sum over A of rhat - N b)/|A|`` over all
sets ``A`` of draws; given it the second pool returns the chi-square policy of strength
``E(rhat - lambda)_+`` unless all its N draws are rejected. The left side goes through all first pools.
"""

from itertools import product

import numpy as np

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_sampler


def enumerated(i):
    """The mean output law over all ``n^N`` first pools, for rewards at most 1."""
    pools = np.array(list(product(range(i.size), repeat=i.draws)))
    sets = np.array([bits for bits in product((0, 1), repeat=i.draws) if any(bits)])
    sums = xp.sum(i.reward[pools][:, None, :] * sets, axis=2)
    constant = xp.max((sums - i.draws * i.strength) / sets.sum(axis=1), axis=1)
    excess = xp.maximum(i.reward - constant[:, None], 0)
    mean = xp.dot(excess, i.base)
    missed = (1 - mean / (1 - constant)) ** i.draws
    outputs = ((1 - missed) / mean)[:, None] * i.base * excess + missed[:, None] * i.base
    return xp.dot(xp.prod(i.base[pools], axis=1), outputs)


CLAIM = Claim(
    statement=r"\mathrm{ITP}_{N,b} = \mathbb E_{\hat\lambda}\bigl[(1-\eta)\,\pi_{b'} + \eta\,p\bigr]",
    source=Source("arXiv:2503.21878", "Theorem 4.1, exact law of the algorithm", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), draws=Count(1, 5 - n)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: xp.sum(abs(enumerated(i) - pessimistic_sampler(i.base, i.reward, i.strength, i.draws, 1))),
    rhs=lambda i: 0,
)
