"""Claims that fail only on a tie, and claims about instances that satisfy an equation."""

from __future__ import annotations

from tests.power.divergences import laws
from tests.power.planted import claim
from tests.power.selection import attained, strict_coverage
from tests.power.sequences import BINARY
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Steps, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.measures.profiles import coverage
from theory_lab.sequences import laws as tree_laws

VALUES = {3: (0, 1, 3), 4: (0, 1, 2, 3), 5: (0, 1, 2, 3, 4)}
MODEL = {"p": Steps(BINARY[3]), "x": Ratio(xp.ratio(1, 64), xp.ratio(1, 2))}
TWO_MODELS = {"p": Steps(BINARY[2], positive=True), "q": Steps(BINARY[2], positive=True)}
TWO_LAWS_AND_VALUES = {"p": Simplex(3), "q": Simplex(3), "f": Table((3,), 0, 1)}


def word_law(tree, steps):
    return tree_laws.leaf_law(tree, steps)


def moment(p, k):
    """The moment of order ``k`` of a law on 0, 1, 2, ..."""
    return sum(p[x] * x**k for x in range(1, p.shape[0]))


def rows(coupling):
    """The first marginal of a law on pairs."""
    return xp.sum(coupling.reshape(3, 3), 1)


TIES = {
    # at p_k = 271/828 q_k
    "a_level_in_the_code": claim(
        r"P_p[p/q \ge c] \le P_p[p/q > c]",
        laws,
        sizes=(3,),
        lhs=lambda i: coverage(i.p, i.q, xp.ratio(271, 828)),
        rhs=lambda i: strict_coverage(i.p, i.q, xp.ratio(271, 828)),
    ),
    # at p_k = x q_k for a number of the instance, far from simple ones
    "a_level_of_the_instance": claim(
        r"P_p[p/q = x] = 0",
        {"p": Simplex(3), "q": Simplex(3), "x": Ratio(1, 4)},
        relation="==",
        lhs=lambda i: attained(i.p, i.q, i.x),
        rhs=lambda i: 0,
        given={"far": lambda i: (113 * i.x >= 200) & (100 * i.x <= 203), "spread": lambda i: xp.min(i.q) >= xp.ratio(1, 7)},
    ),
    # where a word has exactly a probability
    "a_word_at_a_threshold": claim(
        r"\#\{P(y) \ge x\} = \#\{P(y) > x\}",
        MODEL,
        relation="==",
        lhs=lambda i: xp.sum(xp.at_least(word_law(BINARY[3], i.p), i.x)),
        rhs=lambda i: xp.sum(xp.indicator(word_law(BINARY[3], i.p) > i.x)),
        given={"spread": lambda i: xp.min(i.p) >= xp.ratio(1, 5), "far": lambda i: 7 * i.x >= 1},
    ),
    "a_word_of_probability_two_21sts": claim(
        r"P(y_3) \ne 2/21",
        {"p": Steps(BINARY[3])},
        lhs=lambda i: xp.indicator(word_law(BINARY[3], i.p)[3] == xp.ratio(2, 21)),
        rhs=lambda i: 0,
        given={"spread": lambda i: xp.min(i.p) >= xp.ratio(1, 9)},
    ),
    "two_sums_of_weights": claim(
        r"p_0 + p_1 \ne p_2 + p_3",
        {"p": Simplex(5)},
        lhs=lambda i: xp.indicator(i.p[0] + i.p[1] == i.p[2] + i.p[3]),
        rhs=lambda i: 0,
        given={
            "apart": lambda i: (5 * i.p[0] >= 7 * i.p[2]) & (9 * i.p[3] >= 11 * i.p[1]),
            "rest": lambda i: 7 * i.p[4] >= 2,
            "spread": lambda i: xp.min(i.p) >= xp.ratio(1, 30),
        },
    ),
    "a_mean_that_is_missed": claim(
        r"E_p f \ne 5/13",
        {"p": Simplex(3), "f": Table((3,), 0, 1)},
        lhs=lambda i: xp.indicator(xp.dot(i.p, i.f) == xp.ratio(5, 13)),
        rhs=lambda i: 0,
        given={"steps": lambda i: (3 * i.f[1] >= 4 * i.f[0]) & (5 * i.f[2] >= 6 * i.f[1]) & (i.f[0] >= xp.ratio(1, 11))},
    ),
    # two ties at once
    "two_levels_in_the_code": claim(
        r"\min(1[p_0 = 3q_0/7], 1[p_1 = 5q_1/4]) = 0",
        {"p": Simplex(4), "q": Simplex(4)},
        lhs=lambda i: xp.indicator((i.p[0] == xp.ratio(3, 7) * i.q[0]) & (i.p[1] == xp.ratio(5, 4) * i.q[1])),
        rhs=lambda i: 0,
        given={"spread": lambda i: (xp.min(i.q) >= xp.ratio(1, 9)) & (xp.min(i.p) >= xp.ratio(1, 20))},
    ),
    "two_means_differ": claim(
        r"E_p f \ne E_q f",
        TWO_LAWS_AND_VALUES,
        lhs=lambda i: xp.indicator(xp.dot(i.p, i.f) == xp.dot(i.q, i.f)),
        rhs=lambda i: 0,
        given={
            "laws differ": lambda i: 10 * i.p[0] >= 10 * i.q[0] + 1,
            "values differ": lambda i: (9 * i.f[0] >= 9 * i.f[1] + 1) & (11 * i.f[1] >= 11 * i.f[2] + 1),
        },
    ),
    "two_models_agree_nowhere": claim(
        r"P(y_1) \ne Q(y_2)",
        TWO_MODELS,
        rhs=lambda i: 0,
        lhs=lambda i: xp.indicator(word_law(BINARY[2], i.p)[1] == word_law(BINARY[2], i.q)[2]),
        given={"spread": lambda i: (i.p[0] >= xp.ratio(4, 7)) & (i.q[1] >= xp.ratio(5, 9)) & (xp.min(i.p) >= xp.ratio(1, 5))},
    ),
}

EQUATIONS = {
    "variance_at_a_mean": claim(
        r"EX = 17/11 \Rightarrow EX^2 \le 4",
        {"p": Simplex(4)},
        lhs=lambda i: moment(i.p, 2),
        rhs=lambda i: 4,
        given={"mean": lambda i: moment(i.p, 1) == xp.ratio(17, 11)},
    ),
    "equal_means_near_laws": claim(
        r"E_p f = E_q f \Rightarrow TV \le 1/4",
        TWO_LAWS_AND_VALUES,
        lhs=lambda i: total_variation(i.p, i.q),
        rhs=lambda i: xp.ratio(1, 4),
        given={
            "equal means": lambda i: xp.dot(i.p, i.f) == xp.dot(i.q, i.f),
            "values differ": lambda i: (9 * i.f[0] >= 9 * i.f[1] + 1) & (11 * i.f[1] >= 11 * i.f[2] + 1),
        },
    ),
    "a_word_leaves_room": claim(
        r"P(y_0) = 3/17 \Rightarrow P(y_1) \le 3/5",
        {"p": Steps(BINARY[2])},
        lhs=lambda i: word_law(BINARY[2], i.p)[1],
        rhs=lambda i: xp.ratio(3, 5),
        given={"word": lambda i: word_law(BINARY[2], i.p)[0] == xp.ratio(3, 17)},
    ),
    # two equations; the largest p_0 is 2/5 + 1/60 or so
    "two_moments": claim(
        r"EX = 7/5, EX^2 = 17/5 \Rightarrow p_0 \le 1/3",
        {"p": Simplex(5)},
        lhs=lambda i: i.p[0],
        rhs=lambda i: xp.ratio(1, 3),
        given={"mean": lambda i: moment(i.p, 1) == xp.ratio(7, 5), "square": lambda i: moment(i.p, 2) == xp.ratio(17, 5)},
    ),
    # equations of vectors
    "couplings_differ": claim(
        r"P[X = Y] \le 3/4",
        {"c": Simplex(9), "p": Simplex(3)},
        lhs=lambda i: i.c[0] + i.c[4] + i.c[8],
        rhs=lambda i: xp.ratio(3, 4),
        given={"marginal": lambda i: xp.all(rows(i.c) == i.p), "spread": lambda i: xp.min(i.p) >= xp.ratio(1, 5)},
    ),
    "mixtures_of_near_laws": claim(
        r"r p_0 + (1 - r) q_0 = 4/13 \Rightarrow |p_0 - q_0| \le 1/2",
        {"p": Simplex(2), "q": Simplex(2), "r": Ratio(0, 1)},
        lhs=lambda i: abs(i.p[0] - i.q[0]),
        rhs=lambda i: xp.ratio(1, 2),
        given={"mixture": lambda i: i.r * i.p[0] + (1 - i.r) * i.q[0] == xp.ratio(4, 13), "mixed": lambda i: 7 * i.r >= 1},
    ),
}

TRUE = {
    "strictly_covered_is_covered": claim(
        r"P_p[p/q > c] \le P_p[p/q \ge c]",
        laws,
        sizes=(3,),
        lhs=lambda i: strict_coverage(i.p, i.q, xp.ratio(271, 828)),
        rhs=lambda i: coverage(i.p, i.q, xp.ratio(271, 828)),
    ),
    "words_at_a_threshold": claim(
        r"\#\{P(y) > x\} \le \#\{P(y) \ge x\}",
        MODEL,
        lhs=lambda i: xp.sum(xp.indicator(word_law(BINARY[3], i.p) > i.x)),
        rhs=lambda i: xp.sum(xp.at_least(word_law(BINARY[3], i.p), i.x)),
    ),
    "square_at_a_mean": claim(
        r"EX = 17/11 \Rightarrow EX^2 \le 51/11",
        {"p": Simplex(4)},
        lhs=lambda i: moment(i.p, 2),
        rhs=lambda i: xp.ratio(51, 11),
        given={"mean": lambda i: moment(i.p, 1) == xp.ratio(17, 11)},
    ),
    "a_word_leaves_the_rest": claim(
        r"P(y_0) = 3/17 \Rightarrow P(y_1) \le 14/17",
        {"p": Steps(BINARY[2])},
        lhs=lambda i: word_law(BINARY[2], i.p)[1],
        rhs=lambda i: xp.ratio(14, 17),
        given={"word": lambda i: word_law(BINARY[2], i.p)[0] == xp.ratio(3, 17)},
    ),
}
