"""False claims that are sharp only where their hypotheses, which are inequalities, are met with equality.

Constants are wrong by less than a part in a hundred, some by one in ten thousand.  ``TRUE`` holds the same with the right ones:
``KL <= L tanh(L/2) <= L^2/2`` of laws whose log-ratios are at most ``L``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.power.planted import claim
from tests.power.ties import moment
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex
from theory_lab.measures.divergences import chi2, hellinger2, kl, total_variation

Divergence = Callable[[Any, Any], Any]
NEAR = {"p": Simplex(2), "q": Simplex(2), "t": Ratio(1, 3)}
THREE = {"p": Simplex(3), "q": Simplex(3), "t": Ratio(1, 3)}
WIDE = {"p": Simplex(4), "q": Simplex(4), "t": Ratio(1, 3)}
LAWS = {"p": Simplex(3), "q": Simplex(3), "s": Simplex(3), "r": Ratio(Fraction(1, 50), Fraction(1, 3))}


def bounded(i: Any) -> Any:
    """Each law is at most ``t`` times the other."""
    return xp.all(i.p <= i.t * i.q) & xp.all(i.q <= i.t * i.p)


def squared_log(i: Any, factor: Any) -> Any:
    """A multiple of ``log^2 t``."""
    return factor * xp.log(i.t) ** 2


def of_ratios(statement: str, space: dict[str, Any], left: Divergence, bound: Callable[[Any], Any]) -> Claim:
    """A bound on a divergence of laws that are ``bounded`` by each other."""
    return claim(statement, space, lhs=lambda i: left(i.p, i.q), rhs=bound, given={"ratios": bounded})


HYPOTHESES = {
    "kl_of_bounded_ratios": of_ratios(
        r"e^{-L} \le p/q \le e^L \Rightarrow KL \le .498 L^2", NEAR, kl, lambda i: squared_log(i, xp.ratio(498, 1000))
    ),
    "kl_of_bounded_ratios_nearly": of_ratios(
        r"e^{-L} \le p/q \le e^L \Rightarrow KL \le .4999 L^2", NEAR, kl, lambda i: squared_log(i, xp.ratio(4999, 10_000))
    ),
    "kl_of_bounded_ratios_on_three": of_ratios(
        r"e^{-L} \le p/q \le e^L \Rightarrow KL \le .499 L^2", THREE, kl, lambda i: squared_log(i, xp.ratio(499, 1000))
    ),
    "hellinger_of_bounded_ratios": of_ratios(
        r"e^{-L} \le p/q \le e^L \Rightarrow H^2 \le .1249 L^2",
        NEAR,
        hellinger2,
        lambda i: squared_log(i, xp.ratio(1249, 10_000)),
    ),
    # the largest is 587/1500
    "likeliest_value_at_two_moments": claim(
        r"EX \ge 1.417, EX^2 \le 3.433 \Rightarrow p_0 \le .3913",
        {"p": Simplex(5)},
        lhs=lambda i: i.p[0],
        rhs=lambda i: xp.ratio(3913, 10_000),
        given={
            "mean": lambda i: 1000 * moment(i.p, 1) >= 1417,
            "square": lambda i: 1000 * moment(i.p, 2) <= 3433,
        },
    ),
    "two_steps_of_variation": claim(
        r"TV(p, q) \le r, TV(q, s) \le r \Rightarrow TV(p, s) \le 1.9999 r",
        LAWS,
        lhs=lambda i: total_variation(i.p, i.s),
        rhs=lambda i: xp.ratio(19999, 10_000) * i.r,
        given={
            "first": lambda i: total_variation(i.p, i.q) <= i.r,
            "second": lambda i: total_variation(i.q, i.s) <= i.r,
        },
    ),
    "chi2_of_bounded_ratios": of_ratios(
        r"1/t \le p/q \le t \Rightarrow \chi^2 \le .9999 (t - 1)^2/t",
        WIDE,
        chi2,
        lambda i: xp.ratio(9999, 10_000) * (i.t - 1) ** 2 / i.t,
    ),
    "variation_of_bounded_ratios": of_ratios(
        r"1/t \le p/q \le t \Rightarrow TV \le .9999 (t - 1)/(t + 1)",
        WIDE,
        total_variation,
        lambda i: xp.ratio(9999, 10_000) * (i.t - 1) / (i.t + 1),
    ),
}
TRUE = {
    "kl_le_half_the_square": of_ratios(
        r"e^{-L} \le p/q \le e^L \Rightarrow KL \le L^2/2", NEAR, kl, lambda i: squared_log(i, xp.ratio(1, 2))
    ),
    "chi2_le_the_extreme": of_ratios(
        r"1/t \le p/q \le t \Rightarrow \chi^2 \le (t - 1)^2/t", NEAR, chi2, lambda i: (i.t - 1) ** 2 / i.t
    ),
}
