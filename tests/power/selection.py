"""Coverage profiles, ties, and the best of several draws."""

from __future__ import annotations

from tests.power.divergences import laws
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Count, Simplex, Table, Whole
from theory_lab.measures.coefficients import excess_mass
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage, coverage_under, profile


def with_level(lo, hi):
    return lambda n: {"p": Simplex(n), "q": Simplex(n), "level": Whole(lo, hi)}


def printed(i):
    """The printed bound of coverage by KL."""
    return kl(i.p, i.q) / (xp.log(i.level) - 1 + 1 / i.level)


def merged(p):
    """The law after the last two atoms became one."""
    return xp.concatenate([p[:-2], xp.sum(p[-2:])[None]])


def strict_coverage(p, q, level):
    """``P_p(p/q > level)``."""
    return xp.sum(p * xp.indicator(p > level * q))


def attained(p, q, level):
    """``P_p(p/q = level)``."""
    return coverage(p, q, level) - strict_coverage(p, q, level)


def at_most(law, r):
    """``P(r(X) <= r(y))`` and ``P(r(X) < r(y))`` for every ``y``, shape (n,)."""
    return xp.sum(law * xp.at_least(r[:, None], r[None, :]), 1), xp.sum(law * xp.indicator(r[:, None] > r[None, :]), 1)


def expected_max(law, r, n):
    """The expected largest of ``r`` over ``n`` draws."""
    below, strictly = at_most(law, r)
    # a value shared by several outcomes is counted once for each, weighted by its share of the mass there
    return xp.sum(r * (below**n - strictly**n) * law / xp.where(below > strictly, below - strictly, 1))


two_thresholds = {"p": Simplex(3), "q": Simplex(3), "r": Simplex(3), "M": Whole(2, 6), "N": Whole(2, 6)}

FALSE = {
    # tight only as the mass of a tie p = N q vanishes
    "coverage_le_kl_one_percent": claim(
        r"P_p[p/q \ge N] \le 0.99 \mathrm{KL}(p\|q) / (\log N - 1 + 1/N)",
        with_level(2, 20),
        sizes=(2, 3, 4),
        lhs=lambda i: coverage(i.p, i.q, i.level),
        rhs=lambda i: xp.ratio(99, 100) * printed(i),
    ),
    # only at the least threshold, in the limit of a vanishing tie
    "coverage_le_kl_from_100_on": claim(
        r"P_p[p/q \ge N] \le \mathrm{KL}(p\|q) / (\log 101 - 1 + 1/101)",
        with_level(100, 10**6),
        sizes=(2, 3),
        lhs=lambda i: coverage(i.p, i.q, i.level),
        rhs=lambda i: kl(i.p, i.q) / (xp.log(101) - 1 + xp.ratio(1, 101)),
    ),
    # only for the highest thousandth of all thresholds, by up to ten percent
    "coverage_at_extreme_thresholds": claim(
        r"(\log N - 1) P_p[p/q \ge N] \le (1 - 1[N \ge 999000]/10) \mathrm{KL}(p\|q)",
        with_level(2, 10**6),
        sizes=(3,),
        lhs=lambda i: (xp.log(i.level) - 1) * coverage(i.p, i.q, i.level),
        rhs=lambda i: (1 - xp.at_least(i.level, 999000) / 10) * kl(i.p, i.q),
    ),
    # only at a tie p = N q of an atom of positive mass
    "markov_for_strict_coverage": claim(
        r"q(p/q \ge N) \le P_p[p/q > N] / N",
        with_level(7, 50),
        sizes=(2, 3, 4),
        lhs=lambda i: coverage_under(i.q, i.p, i.q, i.level),
        rhs=lambda i: strict_coverage(i.p, i.q, i.level) / i.level,
    ),
    # only where two atoms tie at once, one at each of two thresholds; nothing says that a tie is near
    "one_threshold_is_not_attained": claim(
        r"\min(P_p[p/q = M], P_p[p/q = N]) = 0",
        {"p": Simplex(3), "q": Simplex(3), "M": Whole(7, 50), "N": Whole(11, 60)},
        lhs=lambda i: xp.minimum(attained(i.p, i.q, i.M), attained(i.p, i.q, i.N)),
        rhs=lambda i: 0,
        given={"thresholds differ": lambda i: i.M < i.N},
    ),
    # only where p/q lies between M - 1 and M on what q covers badly
    "transitivity_with_the_wrong_factor": claim(
        r"Cov_{MN}(p\|r) \le Cov_M(p\|q) + (M-1) Cov_N(q\|r)",
        two_thresholds,
        lhs=lambda i: coverage(i.p, i.r, i.M * i.N),
        rhs=lambda i: coverage(i.p, i.q, i.M) + (i.M - 1) * coverage(i.q, i.r, i.N),
    ),
    # only where nearly half of a class lies just below N/2 and the other half far above
    "coverage_of_classes": claim(
        r"Cov_N(fp\|fq) \le 1.95\, Cov_{N/2}(p\|q)",
        with_level(4, 40),
        sizes=(3, 4),
        lhs=lambda i: coverage(merged(i.p), merged(i.q), i.level),
        rhs=lambda i: xp.ratio(195, 100) * coverage(i.p, i.q, i.level / 2),
    ),
    # only where q has mass outside the support of p; the claim sorts and so has no batches
    "complement_integral_is_one": claim(
        r"\int_0^\infty (1 - Cov_N) dN / N^2 = 1",
        laws,
        sizes=(2, 3),
        relation="==",
        lhs=lambda i: profile(i.p, i.q).complement_integral(),
        rhs=lambda i: 1,
    ),
    # only where two rewards of outcomes of positive mass are equal
    "best_of_two_without_ties": claim(
        r"\sum_y p_y (p_y + 2 P(r(X) < r(y))) = 1",
        {"p": Simplex(3), "r": Table((3,), 1, 2)},
        relation="==",
        lhs=lambda i: xp.sum(i.p * (i.p + 2 * at_most(i.p, i.r)[1])),
        rhs=lambda i: 1,
        given={"steps": lambda i: (3 * i.r[1] >= 4 * i.r[0]) & (5 * i.r[2] >= 6 * i.r[0])},
    ),
    # by 0.3 percent, where the best outcomes have mass close to 1/n
    "increment_of_best_of_n": claim(
        r"E \max_{n} r - E \max_{n-1} r \le (1 + 1/2n) / (en)",
        {"p": Simplex(3), "r": Table((3,), 0, 1), "n": Count(10, 40)},
        lhs=lambda i: expected_max(i.p, i.r, i.n) - expected_max(i.p, i.r, i.n - 1),
        rhs=lambda i: xp.exp(-1) * (1 + xp.ratio(1, 2 * i.n)) / i.n,
    ),
}

TRUE = {
    "coverage_le_kl": claim(
        r"P_p[p/q \ge N] \le \mathrm{KL}(p\|q) / (\log N - 1 + 1/N)",
        with_level(2, 20),
        sizes=(2, 3),
        lhs=lambda i: coverage(i.p, i.q, i.level),
        rhs=printed,
        sharpened=lambda i: xp.ratio(99, 100) * printed(i),
    ),
    "transitivity": claim(
        r"Cov_{MN}(p\|r) \le Cov_M(p\|q) + M Cov_N(q\|r)",
        two_thresholds,
        lhs=lambda i: coverage(i.p, i.r, i.M * i.N),
        rhs=lambda i: coverage(i.p, i.q, i.M) + i.M * coverage(i.q, i.r, i.N),
        sharpened=lambda i: coverage(i.p, i.q, i.M) + xp.ratio(95, 100) * i.M * coverage(i.q, i.r, i.N),
    ),
    "coverage_of_classes": claim(
        r"Cov_N(fp\|fq) \le 2\, Cov_{N/2}(p\|q)",
        with_level(4, 40),
        sizes=(3, 4),
        lhs=lambda i: coverage(merged(i.p), merged(i.q), i.level),
        rhs=lambda i: 2 * coverage(i.p, i.q, i.level / 2),
        sharpened=lambda i: xp.ratio(19, 10) * coverage(i.p, i.q, i.level / 2),
    ),
    "markov_for_coverage": claim(
        r"q(p/q \ge N) \le P_p[p/q \ge N] / N",
        with_level(2, 50),
        sizes=(2, 3),
        lhs=lambda i: coverage_under(i.q, i.p, i.q, i.level),
        rhs=lambda i: coverage(i.p, i.q, i.level) / i.level,
        sharpened=lambda i: xp.ratio(99, 100) * coverage(i.p, i.q, i.level) / i.level,
    ),
    "coverage_le_excess": claim(
        r"P_p[p/q \ge M + N] \le (1 + M/N) E_M(p)",
        {"p": Simplex(3), "q": Simplex(3), "M": Whole(1, 9), "N": Whole(1, 9)},
        lhs=lambda i: coverage(i.p, i.q, i.M + i.N),
        rhs=lambda i: (1 + i.M / i.N) * excess_mass(i.p, i.q, i.M),
        sharpened=lambda i: xp.ratio(99, 100) * (1 + i.M / i.N) * excess_mass(i.p, i.q, i.M),
    ),
    "increment_of_best_of_n": claim(
        r"E \max_{n} r - E \max_{n-1} r \le (1 - 1/n)^{n-1} / n",
        {"p": Simplex(3), "r": Table((3,), 0, 1), "n": Count(2, 12)},
        lhs=lambda i: expected_max(i.p, i.r, i.n) - expected_max(i.p, i.r, i.n - 1),
        rhs=lambda i: xp.ratio(i.n - 1, i.n) ** (i.n - 1) / i.n,
        sharpened=lambda i: xp.ratio(99, 100) * xp.ratio(i.n - 1, i.n) ** (i.n - 1) / i.n,
    ),
}
