"""Near twins of the truth at the worst truth: the mean coverage of maximum likelihood falls with 1/log N.

The class of ``fine_mle_leaves_truth`` at ``n = 400``, ``d = 20``: the mean of ``Cov_N`` is ``u`` times the probability that some
twin is likelier. At each level the truth (the bend ``e`` of the twins and the rare probability ``u``) is the worst
one of a grid; ``n log N E Cov_N/d`` then stays between .166 and .186 for ``N = 4, ..., 4096``, the phenomenon of the theorem: at
one fixed truth the mean falls exponentially (``near_twin_failure_eq``), over the worst truth only with ``d/(n log N)``. At
``N = 10^6`` missing mass takes over, ``1/(e n)``, which no level removes. A coverage is at most 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.coin_prompts import departure_chance
from theory_lab.numbers import Array, ratio

PROMPTS, SAMPLES, MOST = 20, 400, 60
WORST = {
    4: (180, 9750),
    16: (200, 5750),
    64: (180, 4500),
    256: (190, 3750),
    1024: (170, 3250),
    4096: (170, 3000),
    10**6: (170, 2500),
}
MEANS = {
    4: (".0059930", ".16616"),
    16: (".0029988", ".16629"),
    64: (".0021286", ".17705"),
    256: (".0016690", ".18510"),
    1024: (".0013272", ".18399"),
    4096: (".0010926", ".18176"),
    10**6: (".00091869", ".25384"),
}


def means(level: int) -> tuple[Array, ...]:
    """Bounds of ``E Cov_N``, then of ``n log N E Cov_N / d``."""
    bend, rare = xp.exact(ratio(WORST[level][0], 1000)), xp.exact(ratio(WORST[level][1], 10**6))
    bounds = [rare * chance for chance in departure_chance(PROMPTS, SAMPLES, level, rare, bend, MOST)]
    return *bounds, *(SAMPLES * xp.log(level) * bound / PROMPTS for bound in bounds)


CLAIM = Claim(
    statement=(
        r"\max_{e, u} \mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \approx 0.18\, \frac{d}{n \log N}: \quad .0059930,\ .0029988,"
        r"\ .0021286,\ .0016690,\ .0013272,\ .0010926 \text{ at } N = 4^1, 4^2, 4^3, 4^4, 4^5, 4^6,\ n = 400,\ d = 20"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1, the dependence on the level in numbers", status="derived"),
    kind="value",
    value=means,
    printed={level: (mean, mean, scaled, scaled) for level, (mean, scaled) in MEANS.items()},
    notes="sums of nonnegative floats, widened by more than their rounding errors",
)
