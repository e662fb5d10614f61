"""The regret of inference-time pessimism, with all constants.

Given the estimated constant the output is a chi-square policy of some strength ``b'`` mixed with the base
law. Chernoff bounds put ``b'`` in ``[b/2, 2b]`` except with probability
``exp(-0.193 N/(R/b + 1/2)) + exp(-0.306 N/(R/b + 2))``; there the skyline bound applies.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_sampler
from theory_lab.measures.coefficients import l1_coverage


def bound(i):
    """``b (C - 1) + eps^2/b + 3 exp(-0.153 N b/(1 + b))``."""
    error = xp.dot(i.base, (i.proxy - i.reward) ** 2)
    missed = xp.exp(-xp.ratio(153, 1000) * i.draws * i.strength / (1 + i.strength))
    return i.strength * (l1_coverage(i.target, i.base) - 1) + error / i.strength + 3 * missed


CLAIM = Claim(
    statement=r"J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le b\,(C(\pi^*)-1) + \frac{\varepsilon^2}b"
    r" + 3R\,e^{-0.153\,Nb/(R+b)}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, explicit form", status="derived"),
    space=lambda n: with_target(n, strength=Ratio(xp.ratio(1, 8), 4), draws=Count(1, 12 if n < 4 else 6)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.target - pessimistic_sampler(i.base, i.proxy, i.strength, i.draws, 1), i.reward),
    rhs=bound,
    trivial=(0, 1),
    weak="at budgets that can be enumerated the bound exceeds 1; pessimism_samples_regret_le has thousands of samples",
    loose="Chernoff bounds and a factor 2 in the strength; the skyline claims are the sharp parts",
    notes="R = 1; the output law is exact over all first pools.",
)
