"""Tables, matrices and scalar inequalities."""

from __future__ import annotations

from itertools import permutations
from fractions import Fraction
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
    return sum(w * 1 * _permutation(order, w) for w, order in zip(weights, permutations(range(3)), strict=True))


def _permutation(order, like):
    table = np.zeros((3, 3), dtype=int)
    table[np.arange(3), list(order)] = 1
    return xp.zeros((3, 3), like) + table


def beats(x, y):
    """The probability that a value of law ``x`` is above one of law ``y``."""
    n = x.shape[0]
    return sum((x[a] * y[b] for a in range(n) for b in range(a)), 0 * x[0])


def cyclic(x, k):
    n = x.shape[0]
    return x[(np.arange(n) + k) % n]


def motzkin(i):
    x, y = xp.ratio(7, 11) * i.x, xp.ratio(13, 17) * i.y
    return x**4 * y**2 + x**2 * y**4, 3 * x**2 * y**2


def variance(i):
    mean = xp.dot(i.p, i.x)
    return mean, xp.dot(i.p, (i.x - mean) ** 2)


FALSE = {
    # from alphabet size 5 on: dice that beat each other in a circle
    "being_above_is_transitive": claim(
        r"\min(P[X>Y], P[Y>Z], P[Z>X]) \le 0.55", lambda n: {"x": Simplex(n), "y": Simplex(n), "z": Simplex(n)}, sizes=(3, 4, 5),
        lhs=lambda i: xp.minimum(xp.minimum(beats(i.x, i.y), beats(i.y, i.z)), beats(i.z, i.x)), rhs=lambda i: xp.ratio(55, 100) + 0 * i.x[0],
    ),
    # at 3,000-odd of the 2^25 matrices of zeros and ones
    "determinant_of_order_5": claim(
        r"|\det A| \le 4", {"A": Table((5, 5), 0, 1)}, lhs=lambda i: abs(product_sum(i.A, True)), rhs=lambda i: 4 + 0 * i.A[0, 0],
    ),
    # near one point, at distance 1e-4
    "motzkin_has_a_gap": claim(
        r"3x^2y^2 + 10^{-8} \le x^4y^2 + x^2y^4 + 1", {"x": Ratio(0, 3), "y": Ratio(0, 3)},
        lhs=lambda i: motzkin(i)[1] + xp.ratio(1, 10**8), rhs=lambda i: motzkin(i)[0] + 1,
    ),
    # near x = 1/e, at distance 1e-5
    "xlogx_above_ten_digits": claim(
        r"-x \log x \le 0.3678794411", {"x": Ratio(0, 1)}, lhs=lambda i: -xp.xlogx(i.x), rhs=lambda i: xp.ratio(3678794411, 10**10) + 0 * i.x,
    ),
    # Shapiro's cyclic inequality: from 14 terms on, and only by 0.1 percent
    "shapiro": claim(
        r"n/2 \le \sum_k x_k / (x_{k+1} + x_{k+2})", lambda n: {"x": Simplex(n, positive=True)}, sizes=(14,),
        lhs=lambda i: xp.ratio(i.size, 2) + 0 * i.x[0], rhs=lambda i: xp.sum(i.x / (cyclic(i.x, 1) + cyclic(i.x, 2))),
    ),
    # inclusion and exclusion without the intersection of all four events
    "inclusion_exclusion": claim(
        r"P(A \cup B \cup C \cup D) = S_1 - S_2 + S_3", {"p": Simplex(16)}, relation="==", lhs=lambda i: 1 - i.p[0],
        rhs=lambda i: xp.dot(i.p, xp.zeros((16,), i.p) + np.array([k - xp.binomial(k, 2) + xp.binomial(k, 3) for k in map(int.bit_count, range(16))])),
        given={"four events are rare": lambda i: 50 * i.p[15] <= i.p[7]},
    ),
}  # fmt: skip

TRUE = {
    "cantelli": claim(
        r"P(X - EX \ge t) \le V / (V + t^2)", {"p": Simplex(3), "x": Table((3,), 0, 1), "t": Ratio(Fraction(1, 100), 1)},
        lhs=lambda i: xp.sum(i.p * xp.at_least(i.x - variance(i)[0], i.t)), rhs=lambda i: variance(i)[1] / (variance(i)[1] + i.t**2),
        sharpened=lambda i: xp.ratio(99, 100) * variance(i)[1] / (variance(i)[1] + i.t**2),
    ),
    "van_der_waerden": claim(
        r"2/9 \le \mathrm{per} A", {"w": Simplex(6)}, lhs=lambda i: xp.ratio(2, 9) + 0 * i.w[0], rhs=lambda i: product_sum(birkhoff(i.w), False),
        sharpened=lambda i: xp.ratio(999, 1000) * product_sum(birkhoff(i.w), False),
    ),
    "determinant_of_order_4": claim(
        r"|\det A| \le 3", {"A": Table((4, 4), 0, 1)}, lhs=lambda i: abs(product_sum(i.A, True)), rhs=lambda i: 3 + 0 * i.A[0, 0],
        sharpened=lambda i: xp.ratio(29, 10) + 0 * i.A[0, 0],
    ),
    "schur": claim(
        r"\sum_{sym} x^2 y \le \sum x^3 + 3xyz", {"x": Simplex(3)},
        lhs=lambda i: xp.sum(i.x**2 * (1 - i.x)), rhs=lambda i: xp.sum(i.x**3) + 3 * xp.prod(i.x),
        sharpened=lambda i: xp.ratio(999, 1000) * (xp.sum(i.x**3) + 3 * xp.prod(i.x)),
    ),
    "motzkin": claim(
        r"3x^2y^2 \le x^4y^2 + x^2y^4 + 1", {"x": Ratio(0, 3), "y": Ratio(0, 3)}, lhs=lambda i: motzkin(i)[1], rhs=lambda i: motzkin(i)[0] + 1,
        sharpened=lambda i: xp.ratio(9999, 10000) * (motzkin(i)[0] + 1),
    ),
}  # fmt: skip
