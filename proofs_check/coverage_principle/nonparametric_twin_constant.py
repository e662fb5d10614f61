"""Near twins as a large class: which constant Corollary 4.1(ii) needs.

The class of ``near_twin_constant``. Up to the radius ``a0 = log((1+e)/(1-e))`` of the twins its cover has ``2^d + 1`` models,
beyond it two up to ``log N``, the truth and a twin. So ``log N_inf(a) <= (C/a)^p`` for ``a <= log N`` holds from ``C = max(a0
log(2^d + 1)^(1/p), log(2)^(1/p) log N)`` on. With probability ``P`` some twin is at least as likely as the data law, and then
``Cov_N`` is the mass ``u`` of the rare prompt; ``P`` is exact. The powers are 1 and 2; the left side is a coverage, at most 1.
"""

from proofs_check.coverage_principle._settings_twins import chance
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio


def entropies(i: Instance) -> dict[str, Array]:
    """The least ``C^p`` for the class."""
    radius, far = xp.log((1 + i.bend) / (1 - i.bend)), xp.log(i.level)
    return {"scale": xp.maximum(radius**i.power * xp.log(2 ** i.size[0] + 1), far**i.power * xp.log(2))}


def complexity(i: Instance) -> Array:
    """``(C^p/n)^(1/(p+1))/log N + log(2/P)/n``."""
    samples = i.size[1]
    root = xp.exp(xp.log(i.scale / samples) / (i.power + 1))
    return root / xp.log(i.level) + xp.log(2 / chance(i)) / samples


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(\hat\pi) \le c\, \Big(\frac1{\log N} \Big(\frac{C^p}n\Big)^{\frac1{p+1}} + \frac{\log(2/\delta)}{n}\Big)"
        r" \text{ with probability } 1 - \delta, \quad \log \mathcal{N}_\infty(\Pi, a) \le (C/a)^p,"
        r" \ n \ge \log^{1/p} N\, (C/\log N)^p"
    ),
    source=Source(
        "arXiv:2510.15020", "Corollary 4.1(ii), best constant", status="derived",
        reading="classes of near twins, p = 1 and 2, the cover for a <= log N",
    ),
    space=lambda size: Space(
        level=Ratio(8, 1000), bend=Ratio(ratio(1, 50), ratio(1, 2)), rare=Ratio(ratio(1, 1000), ratio(1, 4)),
        power=Choice(1, 2), derived=entropies,
    ),
    sizes=((3, 30), (4, 60)),
    given={
        "enough samples": lambda i: i.size[1] * xp.log(i.level) ** i.power >= xp.exp(xp.log(xp.log(i.level)) / i.power) * i.scale
    },
    notes="The hypothesis is that of the corollary; with fewer samples its bound is larger, and no counterexample is known.",
    unknown="c",
    bracket=(ratio(1, 20), ratio(4, 1)),
    lhs=lambda i, c: i.rare,
    rhs=lambda i, c: c * complexity(i),
    trivial="probability",
)  # fmt: skip
