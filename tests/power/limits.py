"""Claims that fail only in a limit that floats do not reach, or only at the ends of fields."""

from __future__ import annotations

from fractions import Fraction

from tests.power.divergences import laws
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Count, Ratio, Simplex, Table, Whole
from theory_lab.measures.divergences import hellinger2, kl

POSITIVE = {"p": Simplex(3, positive=True), "q": Simplex(3, positive=True)}
BOXED = {"x": Ratio(Fraction(1, 3), Fraction(5, 7)), "y": Ratio(Fraction(1, 9), 1), "t": Table((3,), -1, 2)}


def all_at_ends(i):
    """1 where one number is at its upper end, another at its lower one, and a table at its upper ends."""
    return xp.at_least(i.x, xp.ratio(5, 7)) * xp.indicator(i.y <= xp.ratio(1, 9)) * xp.indicator(xp.all(i.t >= 2))


LIMITS = {
    # at p_0 below 2e-22
    "surprisal_is_bounded": claim(
        r"-\log p_0 \le 50",
        {"p": Simplex(3, positive=True)},
        lhs=lambda i: -xp.log(i.p[0]),
        rhs=lambda i: 50,
    ),
    # at q_k below 1e-20, with p_k close to 1
    "divergence_is_bounded": claim(
        r"\mathrm{KL}(p\|q) \le 46",
        lambda n: {"p": Simplex(n), "q": Simplex(n, positive=True)},
        sizes=(2, 3),
        lhs=lambda i: kl(i.p, i.q),
        rhs=lambda i: 46,
    ),
    # at a number that is positive and below 1e-20
    "positive_numbers_are_bounded_below": claim(
        r"10^{-20} \le x",
        {"x": Ratio(0, 1)},
        lhs=lambda i: xp.ratio(1, 10**20),
        rhs=lambda i: i.x,
        given={"positive": lambda i: i.x > 0},
    ),
    # where two laws differ by less than 1e-16
    "different_laws_are_apart": claim(
        r"10^{-32} \le (p_0 - q_0)^2",
        POSITIVE,
        lhs=lambda i: xp.ratio(1, 10**32),
        rhs=lambda i: (i.p[0] - i.q[0]) ** 2,
        given={"differ": lambda i: i.p[0] != i.q[0]},
    ),
    # where two entries of a table differ by less than 1e-18
    "different_entries_are_apart": claim(
        r"10^{-18} \le t_1 - t_0",
        {"t": Table((2,), 0, 1)},
        lhs=lambda i: xp.ratio(1, 10**18),
        rhs=lambda i: i.t[1] - i.t[0],
        given={"ordered": lambda i: i.t[0] < i.t[1]},
    ),
    # at q = (1 - e, e), p = (1, 0) with e below 8e-18
    "hellinger_le_kl_by_a_hair": claim(
        r"H^2 \le (1/2 - 10^{-18}) \mathrm{KL}",
        laws,
        sizes=(2,),
        lhs=lambda i: hellinger2(i.p, i.q),
        rhs=lambda i: (xp.ratio(1, 2) - xp.ratio(1, 10**18)) * kl(i.p, i.q),
    ),
    # where two probabilities vanish at once
    "one_law_keeps_its_mass": claim(
        r"10^{-17} \le p_0 + q_0",
        POSITIVE,
        lhs=lambda i: xp.ratio(1, 10**17),
        rhs=lambda i: i.p[0] + i.q[0],
    ),
}

ENDS = {
    "a_whole_below_its_end": claim(
        r"m \le 2^{70} - 1", {"m": Whole(1, 2**70)}, lhs=lambda i: i.m, rhs=lambda i: 2**70 - 1,
    ),
    "a_whole_above_its_end": claim(
        r"-10^{22} < m", {"m": Whole(-(10**22), 10**21), "p": Simplex(3)},
        lhs=lambda i: -(10**22), rhs=lambda i: i.m, relation="<",
    ),
    "wholes_far_apart": claim(
        r"a - b < 2^{66}", {"a": Whole(-(2**65), 2**65), "b": Whole(-(2**65), 2**65)},
        lhs=lambda i: i.a - i.b, rhs=lambda i: 2**66, relation="<",
    ),
    # three ends at once, one of them of a table
    "ends_of_several_fields": claim(r"1[\mathrm{ends}] = 0", BOXED, lhs=all_at_ends, rhs=lambda i: 0),
    "a_count_and_a_whole_at_their_ends": claim(
        r"nm < 60 \cdot 2^{64}", {"n": Count(3, 60), "m": Whole(0, 2**64)}, lhs=lambda i: i.n * i.m, rhs=lambda i: 60 * 2**64,
        relation="<",
    ),
    "entries_at_their_end": claim(
        r"\sum t < 66/13", {"t": Table((6,), Fraction(-3, 7), Fraction(11, 13))}, lhs=lambda i: xp.sum(i.t),
        rhs=lambda i: xp.ratio(66, 13), relation="<",
    ),
}  # fmt: skip

TRUE = {
    "surprisal_of_the_likeliest": claim(
        r"-\log \max p \le \log 3",
        {"p": Simplex(3, positive=True)},
        lhs=lambda i: -xp.log(xp.max(i.p)),
        rhs=lambda i: xp.log(3),
    ),
    "hellinger_le_half_kl": claim(
        r"H^2 \le \mathrm{KL}/2",
        laws,
        sizes=(2,),
        lhs=lambda i: hellinger2(i.p, i.q),
        rhs=lambda i: kl(i.p, i.q) / 2,
    ),
    "ordered_entries_are_apart": claim(
        r"0 < t_1 - t_0",
        {"t": Table((2,), 0, 1)},
        lhs=lambda i: 0,
        rhs=lambda i: i.t[1] - i.t[0],
        relation="<",
        given={"ordered": lambda i: i.t[0] < i.t[1]},
    ),
    "wholes_at_most_so_far_apart": claim(
        r"a - b \le 2^{66}",
        {"a": Whole(-(2**65), 2**65), "b": Whole(-(2**65), 2**65)},
        lhs=lambda i: i.a - i.b,
        rhs=lambda i: 2**66,
    ),
    "ends_are_attained": claim(r"1[\mathrm{ends}] \le 1", BOXED, lhs=all_at_ends, rhs=lambda i: 1),
}
