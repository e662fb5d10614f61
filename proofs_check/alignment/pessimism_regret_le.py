"""The regret of inference-time pessimism, with all constants.

Given the estimated constant the output is a chi-square policy of some strength ``b'`` mixed with the base law. Chernoff bounds
put ``b'`` in ``[b/2, 2b]`` except with probability ``exp(-0.193 N/(R/b + 1/2)) + exp(-0.306 N/(R/b + 2))``; there the skyline
bound applies. With sixteen draws the bound is below 1 for strengths near 2, targets near the base law and rewards near the
proxy: targets and rewards are mixtures of these with anything, in quarters, which reach all laws and rewards (the base law
itself as a limit).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import pessimistic_sampler
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array

DRAWS = {2: (24, 16, 12, 6, 1), 3: (16, 12, 6, 1)}


def mixed(i: Instance) -> dict[str, Array]:
    """The target and the reward, moved from the base law and from the proxy, and the strength."""
    return {
        "target": i.base + i.lean / 4 * (i.other - i.base),
        "reward": i.proxy + i.miss / 4 * (i.other_reward - i.proxy),
        "strength": 2 * i.scale,
    }


def bound(i: Instance) -> Array:
    """``b (C - 1) + eps^2/b + 3 exp(-0.153 N b/(1 + b))``."""
    error = xp.dot(i.base, (i.proxy - i.reward) ** 2)
    missed = xp.exp(-xp.ratio(153, 1000) * i.draws * i.strength / (1 + i.strength))
    return i.strength * (l1_coverage(i.target, i.base) - 1) + error / i.strength + 3 * missed


CLAIM = Claim(
    statement=r"J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le b\,(C(\pi^*)-1) + \frac{\varepsilon^2}b"
    r" + 3R\,e^{-0.153\,Nb/(R+b)}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, explicit form", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True),
        other=Simplex(n),
        lean=Ratio(xp.ratio(1, 64), 4),
        proxy=Table(n, 0, 1),
        other_reward=Table(n, 0, 1),
        miss=Ratio(0, 4),
        scale=Ratio(xp.ratio(1, 16), 6),
        draws=Choice(*DRAWS[n]),
        derived=mixed,
    ),
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.target - pessimistic_sampler(i.base, i.proxy, i.strength, i.draws, 1), i.reward),
    rhs=bound,
    trivial=(0, 1),
    loose=(
        "the leading constant 3 is at most .999 with samples (pessimism_samples_constant), 1 for the population "
        "(skyline_regret_le)"
    ),
    notes="R = 1; the output law is exact over all first pools.",
)
