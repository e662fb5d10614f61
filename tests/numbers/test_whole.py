"""Counts, printed numbers, comparisons and signs: equal to brute force, or to what is written out here."""

from __future__ import annotations

import math
import operator
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq

from theory_lab.numbers import Real
from theory_lab.numbers.arithmetics.comparisons import note, noting, recording
from theory_lab.numbers.ground.printed import printed_range
from theory_lab.numbers.reals.coprimes import coprime_base, exponents, radical_part, without_square
from theory_lab.numbers.reals.elementary import exp_of, log_of
from theory_lab.numbers.reals.real import INFINITY, ONE, ZERO, lift
from theory_lab.numbers.whole import pivoting, types


@pytest.mark.parametrize(("draws", "outcomes"), [(0, 1), (3, 1), (0, 3), (1, 2), (4, 2), (3, 3), (2, 4)])
def test_types_are_the_counts_of_all_words(draws: int, outcomes: int) -> None:
    words = list(product(range(outcomes), repeat=draws))
    counted = Counter(tuple(word.count(k) for k in range(outcomes)) for word in words)
    vectors = types.count_vectors(draws, outcomes)
    assert vectors.dtype == np.int64 and [tuple(row) for row in vectors.tolist()] == sorted(counted)
    assert types.number_of_types(draws, outcomes) == len(counted)
    assert [types.multinomial(row) for row in vectors.tolist()] == [counted[key] for key in sorted(counted)]
    weights = [Fraction(k + 1, 7) if k != 1 else Fraction(0) for k in range(outcomes)]
    masses, denominator = types.type_numerators(weights, draws)
    total = sum(weights)
    by_type: Counter[tuple[int, ...]] = Counter()
    for word in words:
        by_type[tuple(word.count(k) for k in range(outcomes))] += math.prod(weights[k] / total for k in word)  # type: ignore
    assert [Fraction(int(mass), denominator) for mass in masses] == [by_type[key] for key in sorted(counted)]
    values = [Fraction(3 * k - 4, k + 1) for k in range(len(vectors))]
    mean = sum(by_type[key] * value for key, value in zip(sorted(counted), values, strict=True))
    assert types.expect_over_types(weights, draws, values) == mean
    events = np.array([k % 2 == 0 for k in range(len(vectors))])
    wholes = np.arange(len(vectors)) - 3
    assert types.expect_over_types(weights, draws, events) == sum(by_type[key] for key in sorted(counted)[::2])
    assert types.expect_over_types(weights, draws, wholes) == sum(by_type[key] * (k - 3) for k, key in enumerate(sorted(counted)))


def test_what_is_no_law_and_no_value_is_refused() -> None:
    assert types.whole_weights([Fraction(1, 2), Fraction(1, 3), 0]) == [3, 2, 0]
    assert [types.binomial(4, k) for k in range(-1, 6)] == [0, 1, 4, 6, 4, 1, 0]
    for law, error in (([0, 0], ValueError), ([1, -1], ValueError), ([0.5], TypeError)):
        with pytest.raises(error):
            types.whole_weights(law)
    for draws, outcomes in ((-1, 1), (0, 0)):
        with pytest.raises(ValueError):
            types.number_of_types(draws, outcomes)
    for values, error in (([1, 2], ValueError), ([0.5, 1.0, 2.0], TypeError)):
        with pytest.raises(error):
            types.expect_over_types([1, 1], 2, values)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        ("0.526", "0.5255", "0.5265"), (".53", "0.525", "0.535"), ("171.", "170.5", "171.5"), ("3e-14", "25e-15", "35e-15"),
        ("-0.5", "-0.55", "-0.45"), ("+1.0", "0.95", "1.05"), ("1.5E2", "145", "155"), ("2e3", "1500", "2500"),
        ("171", "171", "171"),
        ("3/8", "0.375", "0.375"), ("-3/08", "-0.375", "-0.375"), (171, "171", "171"), (Fraction(3, 8), "0.375", "0.375"),
        ("<= 0.05", None, "0.05"), (">= 3/2", "1.5", None), ("<=2", None, "2"), (">=   -1", "-1", None),
    ],
)  # fmt: skip
def test_the_numbers_that_are_printed_so(number: Any, low: str | None, high: str | None) -> None:
    ends = (-math.inf if low is None else Fraction(low), math.inf if high is None else Fraction(high))
    assert printed_range(number) == ends


@pytest.mark.parametrize(
    "number", [True, 0.5, "", ".", "e3", "1e12345", "3/0", "< 1", "<= ", "<= <= 1", "1 2", "nan", None, "0x1"]
)
def test_what_is_no_printed_number(number: Any) -> None:
    with pytest.raises(ValueError):
        printed_range(number)


def test_comparisons_are_noted_where_somebody_records() -> None:
    note(1, 2)
    assert not noting()
    with recording() as outer:
        note(1, 2)
        with recording() as inner:
            note(3, 4)
            assert noting()
        note(5, 6)
    assert (outer, inner, noting()) == ([(1, 2), (5, 6)], [(3, 4)], False)


RELATIONS = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]
ORDERED = [-INFINITY, lift(-2), -log_of(lift(2)), ZERO, log_of(lift(2)), ONE, exp_of(ONE), lift(3), INFINITY]


@pytest.mark.parametrize("relation", RELATIONS)
def test_numbers_of_all_kinds_are_in_order(relation: Any) -> None:
    for (i, x), (j, y) in product(enumerate(ORDERED), repeat=2):
        assert relation(x, y) is relation(i, j), (x, y)
    for i, x in enumerate(ORDERED):
        for other, j in ((0, 3), (1, 5), (Fraction(-2), 1), (fmpq(3), 7), (math.inf, 8), (-math.inf, 0)):
            assert relation(x, other) is relation(i, j) and relation(other, x) is relation(j, i)


def test_signs_and_sizes() -> None:
    assert [x.sign() for x in ORDERED] == [-1, -1, -1, 0, 1, 1, 1, 1, 1] and [bool(x) for x in ORDERED] == [
        x != 0 for x in ORDERED
    ]
    assert [abs(x) is x for x in ORDERED] == [False] * 3 + [True] * 6
    assert abs(lift(-2)) == 2 and abs(-log_of(lift(2))) == log_of(lift(2)) and abs(-INFINITY) == INFINITY
    around = Real(None, arb(-1).union(arb(3)))
    low, high = abs(around).bounds()
    assert -Fraction(1, 10**6) < low <= 0 and 3 <= high < 3 + Fraction(1, 10**6)
    assert [x.bounds() for x in (lift(Fraction(1, 3)), -INFINITY)] == [(Fraction(1, 3),) * 2, (-math.inf, -math.inf)]
    assert [float(x) for x in ORDERED[:2]] == [-math.inf, -2.0] and float(exp_of(ONE)) == math.e
    assert [str(x) for x in (lift(Fraction(-1, 3)), INFINITY, -INFINITY, log_of(lift(2)))] == [
        "-1/3",
        "inf",
        "-inf",
        "log(2) = 0.69314718056",
    ]


@pytest.mark.parametrize(
    "numbers", [[], [1], [4], [8], [12, 18], [6, 10, 15], [2**10, 2**7 * 9], [30, 42, 70, 105], [49, 7], [36, 6]]
)
def test_a_coprime_base_gives_all_inputs(numbers: list[int]) -> None:
    base = coprime_base(numbers)
    assert all(math.gcd(a, b) == 1 for k, a in enumerate(base) for b in base[:k])
    assert all(b > 1 and math.isqrt(b) ** 2 != b for b in base)
    for n in numbers:
        assert math.prod(b**k for b, k in exponents(n, base)) == n and all(k > 0 for _, k in exponents(n, base))
        outside, (radicand, index) = radical_part(n, 2, base)
        assert outside**2 * radicand == n and index == (2 if radicand > 1 else 1) and all(radicand % (b * b) for b in base)
    assert without_square(36) == (6, 1) and without_square(35) == (1, 35) and without_square(1) == (1, 1)


# Signs of linear forms, by floats where they are sure

EXACT = [
    ([2**52, -(2**52)], [Fraction(1, 3), Fraction(1, 3)], 0), ([2**52, -(2**52)], [Fraction(1, 3), Fraction(1, 3)], -1),
    ([1, 1], [Fraction(1, 2**60), Fraction(-1, 2**60)], 0), ([3, -1], [Fraction(1, 3), Fraction(1)], 0),
    ([3, -1], [Fraction(1, 3), Fraction(1) + Fraction(1, 2**70)], 0),
    ([3, -1], [Fraction(1, 3), Fraction(1) - Fraction(1, 2**70)], 0),
    ([2**51, 1], [Fraction(-1, 2**51), Fraction(1)], 0), ([7, 5], [Fraction(10**200), Fraction(-7 * 10**200, 5)], 0),
    ([1, 0], [Fraction(-1, 10**320), Fraction(0)], 0), ([1, 0], [Fraction(1, 10**320), Fraction(0)], 0),
]  # fmt: skip


def test_signs_of_linear_forms_are_exact() -> None:
    for row, point, offset in EXACT:
        value = sum(a * x for a, x in zip(row, point, strict=True)) + offset
        vector = [fmpq(x.numerator, x.denominator) for x in point]
        found = pivoting.negative_entries(np.array([offset]), np.array([row]), vector)
        assert found.tolist() == ([0] if value < 0 else []), (row, point, offset)
    matrix, constant = np.array([[-1], [-3], [2], [-2], [0]]), np.array([0, 0, 0, 1, -5])
    assert pivoting.negative_entries(constant, matrix, [fmpq(1)]).tolist() == [4, 1, 0, 3]  # the worst first
    assert pivoting.negative_entries(np.array([1, -1, 0]), np.zeros((3, 0), dtype=int), []).tolist() == [1]
    huge = np.array([[10**30], [-(10**30)]], dtype=object)
    assert pivoting.negative_entries(np.array([0, 1]), huge, [fmpq(1, 10**30)]).tolist() == []
    assert pivoting.negative_entries(np.array([0, 0]), huge, [fmpq(1)]).tolist() == [1]
