"""Binomial tails and expectations over data sets."""

from __future__ import annotations

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Count, Ratio, Simplex, Whole


def tail(n, x, level):
    """``P(Bin(n, x) >= level)``, by summing all values."""
    return sum(xp.binomial(n, k) * x**k * (1 - x) ** (n - k) * xp.at_least(k + 0 * x, level) for k in range(n + 1))


def empirical_tv(law, n):
    """The expected total variation between a law and the frequencies of ``n`` draws."""
    return xp.expect_over_types(law, n, lambda types: xp.sum(abs(types - n * law[None]), 1) / (2 * n))


FALSE = {
    # only just above x = 1/2 at n = 2 and just above x = 1/3 at n = 3
    "binomial_reaches_its_mean": claim(
        r"0.26 \le P(\mathrm{Bin}(n, x) \ge nx)",
        {"n": Count(2, 12), "x": Ratio(0, 1)},
        lhs=lambda i: xp.ratio(26, 100),
        rhs=lambda i: tail(i.n, i.x, i.n * i.x),
        given={"nx >= 1": lambda i: i.n * i.x >= 1},
    ),
    # only for n > 107 and x near 1/40
    "miss_probability": claim(
        r"(1-x)^n \le e^{-nx} (1 - nx^2/2)",
        {"n": Count(1, 130), "x": Ratio(0, xp.ratio(1, 40))},
        lhs=lambda i: (1 - i.x) ** i.n,
        rhs=lambda i: xp.exp(-i.n * i.x) * (1 - i.n * i.x**2 / 2),
    ),
    # the sum of all terms but the one at n
    "variance_of_a_count": claim(
        r"\sum_{k<n} (k - nx)^2 P(k) = nx(1-x)",
        {"n": Count(4, 9), "x": Ratio(0, xp.ratio(1, 10))},
        relation="==",
        lhs=lambda i: sum(xp.binomial(i.n, k) * i.x**k * (1 - i.x) ** (i.n - k) * (k - i.n * i.x) ** 2 for k in range(i.n)),
        rhs=lambda i: i.n * i.x * (1 - i.x),
    ),
    # a needle: two far ranges that share a few numbers
    "thresholds_differ": claim(
        r"M \ne N",
        {"M": Whole(3, 98765), "N": Whole(47123, 10**6 + 3)},
        lhs=lambda i: 1,
        rhs=lambda i: xp.indicator(i.M != i.N),
    ),
}

TRUE = {
    "empirical_total_variation": claim(
        r"E\,TV(\hat p, p) \le \tfrac12 \sqrt{(k-1)/n}",
        {"p": Simplex(2), "n": Count(1, 6)},
        lhs=lambda i: empirical_tv(i.p, i.n),
        rhs=lambda i: xp.sqrt(xp.ratio(1, 4 * i.n)),
        sharpened=lambda i: xp.ratio(99, 100) * xp.sqrt(xp.ratio(1, 4 * i.n)),
    ),
    "collision_probability": claim(
        r"1 - (1-x)^n - nx(1-x)^{n-1} \le n(n-1)x^2/2",
        {"n": Count(2, 40), "x": Ratio(0, 1)},
        lhs=lambda i: 1 - (1 - i.x) ** i.n - i.n * i.x * (1 - i.x) ** (i.n - 1),
        rhs=lambda i: xp.binomial(i.n, 2) * i.x**2,
        sharpened=lambda i: xp.ratio(99, 100) * xp.binomial(i.n, 2) * i.x**2,
    ),
}
