"""Excess mass, coverage profile and coverage coefficient, for laws written in likelihood ratios.

``t - M >= t/2`` on ``{t >= 2M}``; ``(t - M)_+ <= t 1{t >= M}``; Markov's inequality under the target. The base law is
proportional to the target over powers of odds on its ``n`` responses, and gives any mass to one more: every pair with a
coverage coefficient, and light ones with responses that the base law makes rare.
"""

from proofs_check.alignment.coverage_coefficients_chain import CLAIM as CHAIN
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array


def tilted(i: Instance) -> dict[str, Array]:
    """The laws on all ``n + 1`` responses, and the level, which is written in quarters of it."""
    weights = xp.concatenate([i.shares / i.odds**4, xp.stack([i.outside])])
    target = xp.concatenate([i.shares, xp.zeros((1,), like=i.shares)])
    return {"target": target, "base": weights / xp.sum(weights), "level": 4 * i.scale}


CLAIM = Claim(
    statement=r"\tfrac12 \mathrm{Cov}_{2M} \le \mathcal E_M \le \mathrm{Cov}_M \le C(\pi)/M",
    source=Source("arXiv:2503.21878", "coverage coefficients compared, in likelihood ratios", status="derived"),
    space=lambda n: Space(
        shares=Simplex(n, positive=True),
        odds=Simplex(n, positive=True),
        outside=Ratio(0, 4),
        scale=Ratio(xp.ratio(1, 16), 3),
        derived=tilted,
    ),
    sizes=(2, 3, 5, 8),
    chain=CHAIN.chain,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * CHAIN.chain[-1](i) / 4,
    loose="each step is attained by itself; from end to end exactly a factor 4 is lost, by Markov's inequality at level 2M",
)
