"""The rate K/n of coverage, in a class where cross-entropy is finite.

In the class of all laws with masses from a floor the maximiser gives outcome ``y`` at least ``(1 - K floor)`` times its
frequency, since what is raised to the floor is at most ``K floor`` in all. So its coverage at ``N`` is at most that of the
empirical law at ``N (1 - K floor)``, and ``tabular_mle_mean_coverage_le`` bounds the mean.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import floored_coverages, mean, tabular_coverages
from theory_lab.numbers import Array

FLOOR = Fraction(1, 64)


def space(size: tuple[int, int]) -> Space:
    """Laws on ``K`` outcomes with masses from the floor, and levels from 2."""
    outcomes = size[0]
    return Space(
        weights=Simplex(outcomes),
        level=Ratio(2, 1000),
        derived=lambda i: {"p": FLOOR + (1 - outcomes * FLOOR) * i.weights, "inner": i.level * (1 - outcomes * FLOOR)},
    )


def bound(i: Instance) -> Array:
    """``K / (e psi(N') n)``."""
    outcomes, draws = i.size
    psi = 1 - (1 + xp.log(i.inner)) / i.inner
    return outcomes * xp.exp(-1) / (draws * psi)


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(p\|\hat q) \le \mathrm{E}\,\mathrm{Cov}_{N'}(p\|\text{counts}/n)"
        r" \le \frac{K}{e\,\psi(N')\,n}, \quad N' = N (1 - K/64),\ \hat q \text{ the likeliest law} \ge \tfrac1{64}"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all laws with a floor", status="derived"),
    space=space,
    sizes=((2, 4), (2, 12), (3, 4)),
    chain=(
        lambda i: mean(i.p, i.size[1], floored_coverages(i.p, i.size[1], i.level, FLOOR)),
        lambda i: mean(i.p, i.size[1], tabular_coverages(i.p, i.size[1], i.inner)),
        bound,
    ),
    trivial="probability",
    loose="tight for many outcomes and high levels, as tabular_mle_mean_coverage_le; at these sizes within a factor 2/3",
)
