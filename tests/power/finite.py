"""Finite spaces that have to be exhausted, zeros in one field alone, and laws on many outcomes."""

from __future__ import annotations

from tests.power.divergences import laws
from tests.power.planted import claim
from tests.power.sequences import BINARY
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Simplex, Steps, Whole
from theory_lab.sequences import laws as tree_laws

SPREAD = {
    "p decreases": lambda i: (i.p[0] >= 3 * i.p[1]) & (5 * i.p[1] >= 7 * i.p[2]),
    "q is spread": lambda i: (i.q[0] >= 2 * i.q[1]) & (9 * i.q[1] >= 1),
}
MODELS = {"p": Steps(BINARY[3]), "q": Steps(BINARY[3], positive=True)}


def even_split(i):
    """Both sides of the comparison of norms."""
    return xp.sum(abs(i.p - i.q)) ** 2, xp.sum((i.p - i.q) ** 2)


FINITE = {
    # at 37 and 53 and the other way round, of 3,600 pairs
    "sums_of_two_squares": claim(
        r"m^2 + n^2 \ne 4178",
        {"m": Count(1, 60), "n": Count(1, 60)},
        lhs=lambda i: int(i.m**2 + i.n**2 == 4178),
        rhs=lambda i: 0,
    ),
    "sums_of_two_cubes": claim(
        r"a^3 + b^3 \ne 13832",
        {"a": Whole(3, 60), "b": Whole(3, 60)},
        lhs=lambda i: xp.indicator(i.a**3 + i.b**3 == 13832),
        rhs=lambda i: 0,
        given={"ordered": lambda i: i.a < i.b},
    ),
    "one_choice_and_one_number": claim(
        r"(c, a) \ne (23, 71)",
        {"c": Choice(*range(30)), "a": Whole(0, 100)},
        lhs=lambda i: xp.indicator(i.a == 3 * i.c + 2) * int(i.c == 23),
        rhs=lambda i: 0,
    ),
}

BOUNDARIES = {
    # two zeros of q and none of p
    "zeros_of_one_law": claim(
        r"1[q_2 = q_4 = 0] \min p = 0",
        {"p": Simplex(5), "q": Simplex(5)},
        lhs=lambda i: xp.indicator((i.q[2] <= 0) & (i.q[4] <= 0)) * xp.min(i.p),
        rhs=lambda i: 0,
        given=SPREAD,
    ),
    # a word of probability zero under one model alone
    "support_of_one_model": claim(
        r"P(y_3) = 0 \Rightarrow Q(y_3) \le 1/3",
        MODELS,
        rhs=lambda i: xp.ratio(1, 3),
        lhs=lambda i: xp.indicator(tree_laws.leaf_law(BINARY[3], i.p)[3] <= 0) * tree_laws.leaf_law(BINARY[3], i.q)[3],
        given={"first letter": lambda i: (5 * i.p[0] >= 3) & (7 * i.p[3] >= 3) & (11 * i.p[7] >= 2)},
    ),
    # a zero of p at a tie of q
    "a_zero_and_a_tie": claim(
        r"1[p_0 = 0, q_1 = 3q_2/8] q_0 = 0",
        {"p": Simplex(4), "q": Simplex(4)},
        lhs=lambda i: xp.indicator((i.p[0] <= 0) & (i.q[1] == xp.ratio(3, 8) * i.q[2])) * i.q[0],
        rhs=lambda i: 0,
        given={"spread": lambda i: (7 * i.q[1] >= 1) & (10 * i.q[0] >= 1) & (9 * i.p[1] >= 2) & (9 * i.p[2] >= 2)},
    ),
}

MANY = {
    "entropy_on_17_outcomes": claim(
        r"H(p) \le \log 17 - 10^{-6}",
        lambda n: {"p": Simplex(n)},
        sizes=(17,),
        lhs=lambda i: -xp.sum(xp.xlogx(i.p)),
        rhs=lambda i: xp.log(17) - xp.ratio(1, 10**6),
    ),
    "largest_of_40_probabilities": claim(
        r"1/40 + 10^{-4} \le \max p",
        lambda n: {"p": Simplex(n, positive=True)},
        sizes=(40,),
        lhs=lambda i: xp.ratio(1, 40) + xp.ratio(1, 10**4),
        rhs=lambda i: xp.max(i.p),
    ),
    "least_of_18_probabilities": claim(
        r"1/200 \le \min p",
        lambda n: {"p": Simplex(n, positive=True)},
        sizes=(18,),
        lhs=lambda i: xp.ratio(1, 200),
        rhs=lambda i: xp.min(i.p),
        given={"tame": lambda i: xp.max(i.p) <= xp.ratio(1, 9)},
    ),
    "norms_on_20_outcomes": claim(
        r"\|p - q\|_1^2 \le 17 \|p - q\|_2^2",
        laws,
        sizes=(20,),
        lhs=lambda i: even_split(i)[0],
        rhs=lambda i: 17 * even_split(i)[1],
    ),
}

TRUE = {
    "sums_of_two_squares_mod_4": claim(
        r"m^2 + n^2 \ne 4179",
        {"m": Count(1, 60), "n": Count(1, 60)},
        lhs=lambda i: int(i.m**2 + i.n**2 == 4179),
        rhs=lambda i: 0,
    ),
    "absolute_continuity": claim(
        r"1[q_2 = 0] q_2 \le 0",
        {"p": Simplex(5), "q": Simplex(5)},
        lhs=lambda i: xp.indicator(i.q[2] <= 0) * i.q[2],
        rhs=lambda i: 0,
        given={"ordered": lambda i: i.q[0] >= i.q[1]},
    ),
    "entropy_at_most_uniform": claim(
        r"H(p) \le \log 17",
        lambda n: {"p": Simplex(n)},
        sizes=(17,),
        lhs=lambda i: -xp.sum(xp.xlogx(i.p)),
        rhs=lambda i: xp.log(17),
    ),
    "norms_on_24_outcomes": claim(
        r"\|p - q\|_1^2 \le 24 \|p - q\|_2^2",
        laws,
        sizes=(24,),
        lhs=lambda i: even_split(i)[0],
        rhs=lambda i: 24 * even_split(i)[1],
    ),
}
