"""Multinomial types against enumeration of all samples."""

import time
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.sequences import types

weights = st.lists(st.integers(0, 5), min_size=1, max_size=3).filter(any)


@given(weights, st.integers(0, 4))
def test_law_of_the_type_is_that_of_all_samples(law, draws):
    exact = oracle.sample_law(oracle.probability(law), draws, lambda counts: counts)
    numerators, denominator = types.type_numerators(law, draws)
    listed = [tuple(row) for row in types.count_vectors(draws, len(law)).tolist()]
    assert listed == sorted(listed) and len(set(listed)) == len(listed) == types.number_of_types(draws, len(law))
    assert {c: Fraction(m, denominator) for c, m in zip(listed, numerators, strict=True) if m} == exact


@given(weights, st.integers(0, 4), st.data())
def test_expectations_of_events_and_numbers(law, draws, data):
    rows = types.count_vectors(draws, len(law)).tolist()
    drawn = data.draw(st.lists(st.fractions(-3, 3), min_size=len(rows), max_size=len(rows)))
    value = {tuple(row): x for row, x in zip(rows, drawn, strict=True)}
    for f in (lambda x: x, lambda x: x > 0, lambda x: int(x)):
        expected = oracle.mean(oracle.sample_law(oracle.probability(law), draws, lambda c, f=f: f(value[c])))
        assert types.expect_over_types(law, draws, lambda counts, f=f: [f(x) for x in drawn]) == expected


@given(weights, st.integers(0, 4), st.lists(st.fractions(-2, 2), min_size=15, max_size=15))
def test_additive_statistics(law, draws, table):
    def term(i, c):
        return table[5 * i + c]

    def total(counts):
        return sum(term(i, c) for i, c in enumerate(counts))

    expected = oracle.sample_law(oracle.probability(law), draws, total)
    assert types.additive_law(law, draws, term) == expected
    assert types.additive_mean(law, draws, term) == oracle.mean(expected)
    listed = types.law_over_types(law, draws, lambda counts: np.array([total(c) for c in counts.tolist()], dtype=object))
    assert listed == expected


def test_additive_mean_of_logarithms_is_exact():
    mean = types.additive_mean([1, 1], 2, lambda i, c: xp.log(xp.exact(c + 1)))
    assert bool(mean == (xp.log(xp.exact(3)) + 2 * xp.log(xp.exact(2))) / 2 + xp.log(xp.exact(1)))


def test_fractions_and_whole_weights_are_the_same_law():
    def tail(counts):
        return counts[:, 0] >= 2

    assert types.expect_over_types([1, 3], 5, tail) == types.expect_over_types([Fraction(1, 4), Fraction(3, 4)], 5, tail)


def test_many_types_take_less_than_the_sum_of_fractions():
    def many(counts):
        return counts[:, 0] > 30

    start = time.perf_counter()
    mass = types.expect_over_types([1, 2, 3, 4], 80, many)
    seconds = time.perf_counter() - start
    assert mass == sum(Fraction(comb(80, c) * 9 ** (80 - c), 10**80) for c in range(31, 81))
    assert types.number_of_types(80, 4) == 91_881
    assert seconds < 2


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: types.expect_over_types([0.5, 0.5], 2, lambda c: c[:, 0]), TypeError),
        (lambda: types.expect_over_types([1, 1], 2, lambda c: c[:, 0] / 2), TypeError),
        (lambda: types.law_over_types([1, 1], 2, lambda c: c[:, 0] / 2), TypeError),
        (lambda: types.additive_law([1, 1], 2, lambda i, c: c / 2), TypeError),
        (lambda: types.additive_mean([1, 1], 2, lambda i, c: c / 2), TypeError),
        (lambda: types.additive_law([1, 1], 2, lambda i, c: np.float32(c)), TypeError),
        (lambda: types.additive_mean([1, 1], 2, lambda i, c: np.float16(c)), TypeError),
        (lambda: types.expect_over_types([np.float32(1), 1], 2, lambda c: c[:, 0]), TypeError),
        (lambda: types.expect_over_types([1, -1], 2, lambda c: c[:, 0]), ValueError),
        (lambda: types.expect_over_types([0, 0], 2, lambda c: c[:, 0]), ValueError),
        (lambda: types.expect_over_types([1, 1], 2, lambda c: c[:1, 0]), ValueError),
        (lambda: types.law_over_types([1, 1], 2, lambda c: c[:1, 0]), ValueError),
        (lambda: types.additive_law([1, 1], -1, lambda i, c: c), ValueError),
    ],
)
def test_floats_and_wrong_shapes_are_refused(call, error):
    with pytest.raises(error):
        call()


@pytest.mark.parametrize("kind", [np.int8, np.int64])
def test_narrow_whole_numbers_are_added_as_whole_numbers(kind):
    """Two outcomes give the largest number of the type each, whose sum that type does not hold."""
    most = kind(np.iinfo(kind).max)
    assert types.additive_law([1, 1], 3, lambda i, c: most) == {2 * int(most): 1}
    assert types.additive_mean([1, 1], 3, lambda i, c: most) == 2 * int(most)


@pytest.mark.parametrize("statistic", [lambda c: 1, lambda c: c])
def test_a_statistic_has_one_value_for_each_type(statistic):
    with pytest.raises(ValueError, match="one value for each of the 4 types, got shape"):
        types.law_over_types([1, 1], 3, statistic)
