"""Sums over types equal sums over all data sets."""

from __future__ import annotations

import itertools
import math
import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles.arithmetics import MAKERS, assert_agrees, logs_of
from theory_lab import numbers as xp

EVERY = pytest.mark.parametrize("make", list(MAKERS.values()), ids=list(MAKERS))
laws = st.lists(st.integers(0, 4), min_size=1, max_size=3).filter(any)


def over_data_sets(law: list[Fraction], n: int, f) -> Fraction:
    """The expectation as a sum over all k**n data sets."""
    total = Fraction(0)
    for data in itertools.product(range(len(law)), repeat=n):
        counts = np.bincount(data, minlength=len(law))
        total += math.prod((law[y] for y in data), start=Fraction(1)) * f(counts)
    return total


@EVERY
@settings(max_examples=30)
@given(laws, st.integers(0, 4))
def test_the_mean_of_a_square(make, weights: list[int], n: int) -> None:
    law = [Fraction(w, 8) for w in weights]  # not normalised on purpose
    expected = over_data_sets(law, n, lambda counts: int(counts[0]) ** 2)
    assert_agrees(xp.expect_over_types(make(law), n, lambda types: types[:, 0] ** 2), expected, ulps=200)


@EVERY
def test_events_may_be_arrays_truths_booleans_and_constants(make) -> None:
    law = make([Fraction(1, 4), Fraction(3, 4)])
    truth = over_data_sets([Fraction(1, 4), Fraction(3, 4)], 3, lambda counts: int(counts[0] >= 2))
    for event in (
        lambda types: types[:, 0] >= 2,
        lambda types: law[0] * types[:, 0] >= law[0] * 2,
        lambda types: xp.at_least(law[0] * types[:, 0], law[0] * 2),
        lambda types: np.array([Fraction(int(c >= 2)) for c in types[:, 0]], dtype=object),
    ):
        assert_agrees(xp.expect_over_types(law, 3, event), truth, ulps=64)
    assert_agrees(xp.expect_over_types(law, 3, lambda _: law[1]), Fraction(3, 4), ulps=64)
    assert_agrees(xp.expect_over_types(law, 3, lambda _: Fraction(1, 2)), Fraction(1, 2), ulps=64)


@EVERY
def test_an_infinite_value_at_a_type_without_mass_does_not_count(make) -> None:
    def event(types: np.ndarray) -> xp.Array:
        return xp.where(types[:, 1] > 0, xp.INFINITY, make([3]))

    assert_agrees(xp.expect_over_types(make([1, 0]), 4, event), 3, ulps=64)
    assert_agrees(xp.expect_over_types(make([Fraction(1, 2), Fraction(1, 2)]), 4, event), math.inf)


def test_the_mean_of_logarithms_keeps_its_form() -> None:
    mean = xp.expect_over_types(xp.exact(["1/2", "1/2"]), 2, lambda types: xp.log(xp.exact(types[:, 0] + 1)))
    assert bool(mean == xp.log(3) / 4 + xp.log(2) / 2)


def test_a_law_of_balls_is_enclosed() -> None:
    root = xp.sqrt(xp.ratio(1, 2))
    mean = xp.expect_over_types(xp.stack([root, 1 - root]), 2, lambda types: types[:, 0])
    assert bool(mean == 2 * root)


def test_a_batch_of_laws() -> None:
    rows = np.array([[0.25, 0.5, 0.0], [0.75, 0.5, 1.0]])
    means = xp.expect_over_types(xp.floats(rows, batched=True), 7, lambda types: types[:, 0])
    np.testing.assert_allclose(means.payload, 7 * rows[0], rtol=1e-13, atol=0)


def test_logs_keep_masses_that_floats_lose() -> None:
    mass = xp.expect_over_types(xp.logs([-800.0, 0.0]), 3, lambda types: types[:, 0] >= 2)
    assert xp.log(mass).payload[0] == pytest.approx(-1600 + math.log(3), rel=1e-14)
    assert xp.value(xp.expect_over_types(logs_of([0.0, 1.0]), 3, lambda types: types[:, 0] > 0)) == 0


def test_large_multinomials_do_not_overflow() -> None:
    mass = xp.expect_over_types(xp.floats([0.5, 0.5]), 3000, lambda types: types[:, 0] >= 1500)
    exact = xp.expect_over_types(xp.exact(["1/2", "1/2"]), 3000, lambda types: types[:, 0] >= 1500)
    assert xp.value(mass) == pytest.approx(float(xp.value(exact)), rel=1e-10)


def test_ninety_thousand_types_are_quick() -> None:
    start = time.perf_counter()
    mass = xp.expect_over_types(xp.exact(["1/10", "2/10", "3/10", "4/10"]), 80, lambda types: types[:, 0] > 30)
    seconds = time.perf_counter() - start
    assert xp.value(mass).fraction == sum(Fraction(math.comb(80, c) * 9 ** (80 - c), 10**80) for c in range(31, 81))
    assert seconds < 5


@pytest.mark.parametrize(("law", "n"), [(xp.exact([0, 0]), 2), (xp.exact(["1/2", "1/2"]), -1)])
def test_wrong_arguments(law: xp.Array, n: int) -> None:
    with pytest.raises(ValueError):
        xp.expect_over_types(law, n, lambda types: types[:, 0])


def test_arguments_in_another_order_are_refused_in_one_sentence() -> None:
    with pytest.raises(TypeError, match="takes a law, the number of draws and an event, in this order, and no law 3"):
        xp.expect_over_types(3, xp.exact(["1/2", "1/2"]), lambda types: types[:, 0])  # type: ignore[arg-type]
