"""Floats: IEEE without warnings, optimistic ties, and batches that stay independent."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from theory_lab import numbers as xp
from theory_lab.numbers.arithmetics import float64

finite = st.floats(-1e6, 1e6)
matrices = hnp.arrays(float, (3, 4), elements=finite)


def test_extremes_are_silent() -> None:
    x = xp.floats([math.inf, -math.inf, 0.0, 1e308, 1e-308, math.nan])
    for call in (
        lambda: x - x,
        lambda: x + -x,
        lambda: x * 0,
        lambda: 0 / x,
        lambda: x / 0,
        lambda: x * x,
        lambda: x**-3,
        lambda: x**3,
        lambda: xp.log(x),
        lambda: xp.exp(x),
        lambda: xp.sqrt(x),
        lambda: abs(x),
        lambda: xp.sum(x),
        lambda: xp.prod(x),
        lambda: xp.cumsum(x),
        lambda: xp.max(x),
        lambda: xp.min(x),
        lambda: x >= -x,
        lambda: x == x,
        lambda: xp.maximum(x, -x),
        lambda: xp.segment_sum(x, np.zeros(6, int), 1),
        lambda: xp.dot(x, x),
        lambda: xp.kl_term(x, abs(x)),
        lambda: xp.chi2_term(x, x),
        lambda: xp.ratio_at_least(x, x, 2),
        lambda: xp.solve(xp.outer(x, x), x),
    ):
        assert call() is not None
    assert (1 / xp.floats([0.0])).payload[0] == math.inf and math.isnan((x - x).payload[0, 0])


@given(matrices, matrices)
def test_operations_are_ieee(x: np.ndarray, y: np.ndarray) -> None:
    a, b = xp.floats(x, batched=True), xp.floats(y, batched=True)
    np.testing.assert_array_equal((a + b).payload, x + y)
    np.testing.assert_array_equal((a - b).payload, x - y)
    np.testing.assert_array_equal((a * b).payload, x * y)
    np.testing.assert_array_equal(xp.maximum(a, b).payload, np.maximum(x, y))
    np.testing.assert_array_equal(xp.sum(a).payload, x.sum(axis=0))
    np.testing.assert_array_equal((a > b).sure, x > y)


@given(finite.filter(lambda x: abs(x) > 1e-290))
def test_ties_up_to_rounding_count_as_true(x: float) -> None:
    above = math.nextafter(x, math.inf)
    a, b = xp.floats(x), xp.floats(above)
    assert a >= b and b >= a and a == b
    assert b > a and not a > b
    assert not xp.floats(x - abs(x) * 1e-12) >= a


def test_zero_is_a_tie_with_zero_only() -> None:
    tiny = xp.floats(5e-324)
    assert tiny > 0 and not tiny <= 0 and tiny != 0
    assert xp.floats(math.inf) == math.inf and not xp.floats(1e308) >= xp.INFINITY
    assert not xp.floats(math.nan) >= 0 and not xp.floats(math.nan) <= 0


def test_a_third_times_three_reaches_one() -> None:
    tenth = xp.floats(0.1)
    assert xp.value(xp.at_least(tenth + tenth + tenth, xp.ratio(3, 10))) == 1
    assert xp.value(xp.at_least(xp.ratio(3, 10), tenth + tenth + tenth)) == 1


def test_constants_are_the_nearest_floats() -> None:
    assert float64.constant(Fraction(1, 3))[0] == 1 / 3
    assert float64.constant(10**400)[0] == math.inf and float64.constant(-(10**400))[0] == -math.inf
    assert float64.lifted([[1, Fraction(1, 2)]]).tolist() == [[1.0, 0.5]]


def test_a_batch_computes_each_instance_as_if_alone() -> None:
    rng = np.random.default_rng(5)
    x, y = rng.random((4, 4, 6)), rng.random((4, 6))
    a, b = xp.floats(x, batched=True), xp.floats(y, batched=True)
    for function in (
        lambda m, v: xp.solve(m, v),
        lambda m, v: m @ v,
        lambda m, v: v @ m,
        lambda m, v: xp.sum(m, 1),
        lambda m, v: xp.cumsum(m, 1),
        lambda m, v: xp.segment_sum(m, np.array([2, 0, 2, 2]), 3),
        lambda m, v: xp.max(m),
        lambda m, v: m @ m,
        lambda m, v: v @ v,
        lambda m, v: xp.stack([v, v[::-1]])[:, 1:] * m[0, 0],
        lambda m, v: xp.where(v > xp.sum(v) / 4, v, m[0]),
    ):
        together = function(a, b).payload
        for k in range(6):
            alone = function(xp.floats(x[..., k]), xp.floats(y[..., k])).payload[..., 0]
            np.testing.assert_allclose(together[..., k], alone, rtol=1e-12)


@pytest.mark.parametrize("shapes", [((3, 3), (3,)), ((3, 3), (3, 2)), ((3,), (3, 2)), ((3,), (3,))])
def test_products_with_shared_factors(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    rng = np.random.default_rng(6)
    x, y = (rng.random((*shape, 5)) for shape in shapes)
    for left, right in (
        (xp.floats(x, batched=True), xp.floats(y[..., 0])),
        (xp.floats(x[..., 0]), xp.floats(y, batched=True)),
        (xp.floats(x, batched=True), xp.floats(y, batched=True)),
    ):
        found = xp.dot(left, right).payload
        for k in range(5):
            expected = left.payload[..., k % left.number_of_instances] @ right.payload[..., k % right.number_of_instances]
            np.testing.assert_allclose(found[..., k], expected, rtol=1e-13)


def test_one_singular_system_does_not_spoil_a_batch() -> None:
    matrices = np.stack([np.eye(2), np.ones((2, 2))], axis=-1)
    solution = xp.solve(xp.floats(matrices, batched=True), xp.floats([1.0, 2.0])).payload
    assert solution[:, 0].tolist() == [1, 2] and np.isnan(solution[:, 1]).all()


def test_smoothing_leaves_numpy_alone() -> None:
    x = xp.floats([1.0, 2.0])
    with xp.smooth(0.1):
        assert xp.at_least(x, 2).payload[..., 0].tolist() == [0, 1]
        assert (x >= 1).soft is None
