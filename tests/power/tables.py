"""Tables, matrices and scalar inequalities."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Table


def product_sum(matrix, signed):
    """The determinant, or without signs the permanent."""
    n = matrix.shape[0]
    rows, total = np.arange(n), 0
    for order in permutations(range(n)):
        sign = 1 - 2 * (sum(order[a] > order[b] for a in range(n) for b in range(a + 1, n)) % 2)
        total = total + (sign if signed else 1) * xp.prod(matrix[rows, np.array(order)])
    return total


def birkhoff(weights):
    """The mixture of all permutation matrices of order 3."""
    tables = np.zeros((6, 3, 3), dtype=np.int64)
    for table, order in zip(tables, permutations(range(3)), strict=True):
        table[np.arange(3), list(order)] = 1
    return xp.sum(weights[:, None, None] * tables, 0)


def beats(x, y):
    """The probability that a value of law ``x`` is above one of law ``y``."""
    return sum((x[a] * y[b] for a in range(x.shape[0]) for b in range(a)), 0)


def cycle(i):
    """The least of the probabilities around the circle of three dice."""
    return xp.minimum(xp.minimum(beats(i.x, i.y), beats(i.y, i.z)), beats(i.z, i.x))


def after(x, k):
    """``x`` shifted around by ``k`` places."""
    n = x.shape[0]
    return x[(np.arange(n) + k) % n]


def motzkin(i):
    """The positive and the negative terms of Motzkin's polynomial, at rescaled arguments."""
    x, y = xp.ratio(7, 11) * i.x, xp.ratio(13, 17) * i.y
    return x**4 * y**2 + x**2 * y**4 + 1, 3 * x**2 * y**2


def central(i, k):
    """The central moment of order ``k``."""
    return xp.dot(i.p, (i.x - xp.dot(i.p, i.x)) ** k)


def median_of_three(i):
    """The variance of the median of three draws."""
    triples = list(np.ndindex(3, 3, 3))
    weights = [i.p[a] * i.p[b] * i.p[c] for a, b, c in triples]
    medians = [xp.maximum(xp.minimum(i.x[a], i.x[b]), xp.minimum(xp.maximum(i.x[a], i.x[b]), i.x[c])) for a, b, c in triples]
    mean = sum(w * m for w, m in zip(weights, medians, strict=True))
    return sum(w * m**2 for w, m in zip(weights, medians, strict=True)) - mean**2


LAW_AND_VALUES = {"p": Simplex(3), "x": Table((3,), 0, 1)}
# in how many of the terms S_1 - S_2 + S_3 of four events an outcome is counted, by the events that it lies in
COUNTED = np.array([k - xp.binomial(k, 2) + xp.binomial(k, 3) for k in map(int.bit_count, range(16))])

FALSE = {
    # from alphabet size 5 on: dice that beat each other in a circle
    "being_above_is_transitive": claim(
        r"\min(P[X>Y], P[Y>Z], P[Z>X]) \le 0.55",
        lambda n: {name: Simplex(n) for name in "xyz"},
        sizes=(3, 4, 5),
        lhs=cycle,
        rhs=lambda i: xp.ratio(55, 100),
    ),
    # at few of the 2^25 matrices of zeros and ones
    "determinant_of_order_5": claim(
        r"|\det A| \le 4",
        {"A": Table((5, 5), 0, 1)},
        lhs=lambda i: abs(product_sum(i.A, True)),
        rhs=lambda i: 4,
    ),
    # near one point, at distance 1e-4
    "motzkin_has_a_gap": claim(
        r"3x^2y^2 + 10^{-8} \le x^4y^2 + x^2y^4 + 1",
        {"x": Ratio(0, 3), "y": Ratio(0, 3)},
        lhs=lambda i: motzkin(i)[1] + xp.ratio(1, 10**8),
        rhs=lambda i: motzkin(i)[0],
    ),
    # near x = 1/e, at distance 1e-5
    "xlogx_above_ten_digits": claim(
        r"-x \log x \le 0.3678794411",
        {"x": Ratio(0, 1)},
        lhs=lambda i: -xp.xlogx(i.x),
        rhs=lambda i: xp.ratio(3678794411, 10**10),
    ),
    # near one law of irrational ratios, while the bound is attained at the uniform law, where the search goes first
    "cyclic_cubes": claim(
        r"3(x^3y + y^3z + z^3x) + 10^{-4}(\ldots)^2 \le (x^2 + y^2 + z^2)^2",
        {"x": Simplex(3)},
        lhs=lambda i: 3 * xp.sum(i.x**3 * after(i.x, 1)) + xp.sum((i.x - after(i.x, 1)) ** 2) ** 2 / 10**4,
        rhs=lambda i: xp.sum(i.x**2) ** 2,
    ),
    # Shapiro's cyclic inequality: from 14 terms on, and only by one part in 20,000
    "shapiro": claim(
        r"n/2 \le \sum_k x_k / (x_{k+1} + x_{k+2})",
        lambda n: {"x": Simplex(n, positive=True)},
        sizes=(14,),
        lhs=lambda i: xp.ratio(i.size, 2),
        rhs=lambda i: xp.sum(i.x / (after(i.x, 1) + after(i.x, 2))),
    ),
    # inclusion and exclusion without the intersection of all four events, which is rare
    "inclusion_exclusion": claim(
        r"P(A \cup B \cup C \cup D) = S_1 - S_2 + S_3",
        {"p": Simplex(16)},
        relation="==",
        lhs=lambda i: 1 - i.p[0],
        rhs=lambda i: xp.sum(i.p * COUNTED),
        given={"rare": lambda i: 50 * i.p[15] <= i.p[7]},
    ),
    # constant values look like violations to floats: 1e-17 against 0
    "median_varies_less": claim(
        r"\mathrm{Var}\,\mathrm{med}(X_1, X_2, X_3) \le 2.1 \mathrm{Var}(X) / 3",
        LAW_AND_VALUES,
        lhs=median_of_three,
        rhs=lambda i: xp.ratio(21, 30) * central(i, 2),
    ),
}

TRUE = {
    "cantelli": claim(
        r"P(X - EX \ge t) \le V / (V + t^2)",
        {**LAW_AND_VALUES, "t": Ratio(Fraction(1, 100), 1)},
        lhs=lambda i: xp.sum(i.p * xp.at_least(i.x - xp.dot(i.p, i.x), i.t)),
        rhs=lambda i: central(i, 2) / (central(i, 2) + i.t**2),
        sharpened=lambda i: xp.ratio(99, 100) * central(i, 2) / (central(i, 2) + i.t**2),
    ),
    "van_der_waerden": claim(
        r"2/9 \le \mathrm{per} A",
        {"w": Simplex(6)},
        lhs=lambda i: xp.ratio(2, 9),
        rhs=lambda i: product_sum(birkhoff(i.w), False),
        sharpened=lambda i: xp.ratio(999, 1000) * product_sum(birkhoff(i.w), False),
    ),
    "determinant_of_order_4": claim(
        r"|\det A| \le 3",
        {"A": Table((4, 4), 0, 1)},
        lhs=lambda i: abs(product_sum(i.A, True)),
        rhs=lambda i: 3,
        sharpened=lambda i: xp.ratio(29, 10),
    ),
    "schur": claim(
        r"\sum_{sym} x^2 y \le \sum x^3 + 3xyz",
        {"x": Simplex(3)},
        lhs=lambda i: xp.sum(i.x**2 * (1 - i.x)),
        rhs=lambda i: xp.sum(i.x**3) + 3 * xp.prod(i.x),
        sharpened=lambda i: xp.ratio(999, 1000) * (xp.sum(i.x**3) + 3 * xp.prod(i.x)),
    ),
    "motzkin": claim(
        r"3x^2y^2 \le x^4y^2 + x^2y^4 + 1",
        {"x": Ratio(0, 3), "y": Ratio(0, 3)},
        lhs=lambda i: motzkin(i)[1],
        rhs=lambda i: motzkin(i)[0],
        sharpened=lambda i: xp.ratio(9999, 10000) * motzkin(i)[0],
    ),
    "fourth_moment": claim(
        r"E(X - EX)^4 \le 1/12",
        {"p": Simplex(3), "x": Table((3,), 0, 1)},
        lhs=lambda i: central(i, 4),
        rhs=lambda i: xp.ratio(1, 12),
        sharpened=lambda i: xp.ratio(999, 12000),
    ),
}
