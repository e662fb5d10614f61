"""Sums over types equal sums over all data sets."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles.arithmetics import MAKERS, assert_agrees
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


EVENTS = (
    lambda law, types: types[:, 0] ** 2,
    lambda law, types: types[:, 0] > types[:, 1],
    lambda law, types: xp.where(types[:, 0] > 0, xp.INFINITY, law[1] * types[:, 1]),  # where the first letter may be drawn
    lambda law, types: xp.sqrt(law[0]) * types[:, 1],
    lambda law, types: xp.exact([Fraction(int(c), 3) for c in types[:, 0]]),
    lambda law, types: Fraction(1, 2),
)


@pytest.mark.parametrize("event", EVENTS)
def test_a_batch_of_laws_has_the_mean_of_each(event) -> None:
    laws = [[Fraction(k, 7), Fraction(7 - k, 7)] for k in range(8)]
    batch = xp.exact(np.array(laws, dtype=object).T, batched=True)
    found = xp.expect_over_types(batch, 3, lambda types: event(batch, types)).numbers(batched=True)
    for k, law in enumerate(map(xp.exact, laws)):
        alone = xp.value(xp.expect_over_types(law, 3, lambda types, law=law: event(law, types)))
        assert found[k] == alone or (alone.infinite and found[k].infinite == alone.infinite)


def test_values_of_a_batch_under_one_law() -> None:
    law, values = xp.exact([Fraction(1, 3), Fraction(2, 3)]), xp.exact(np.arange(12, dtype=object).reshape(3, 4), batched=True)
    found = xp.expect_over_types(law, 2, lambda _: values).numbers(batched=True)
    for k in range(4):
        alone = xp.exact([0 + k, 4 + k, 8 + k])
        assert found[k] == xp.value(xp.expect_over_types(law, 2, lambda _, alone=alone: alone))


def test_of_too_many_numbers_at_once_each_half_is_a_batch() -> None:
    law = [Fraction(1, 2)] * 2001
    batch = xp.exact(np.array([law, law], dtype=object), batched=True)
    with pytest.raises(xp.Branched, match="601 types for each of 2001 instances") as branch:
        xp.expect_over_types(batch, 600, lambda types: types[:, 0])
    first, second = branch.value.ways
    assert (first.sum(), second.sum()) == (1000, 1001) and (first ^ second).all()
    with pytest.raises(xp.Branched) as branch:  # and where one law has a batch of values
        xp.expect_over_types(xp.exact(law[:2]), 600, lambda types: batch[0] * types[:, 0])
    assert len(branch.value.ways[0]) == 2001


@pytest.mark.parametrize("arithmetic", ["exact", "interval"])
def test_weights_that_are_all_0_are_no_law(arithmetic: str) -> None:
    with pytest.raises(ValueError, match="weights must be nonnegative and not all 0"):
        xp.expect_over_types(MAKERS[arithmetic]([Fraction(0)] * 2), 2, lambda types: types[:, 0] >= 1)


@pytest.mark.parametrize("root", [Fraction(1, 4), Fraction(1, 2)])  # its square root is rational, and is not
def test_what_is_no_law_has_no_mean(root: Fraction) -> None:
    negative = xp.sqrt(xp.exact(root)) - 1
    with pytest.raises(ValueError, match="weights must be nonnegative and not all 0"):
        xp.expect_over_types(xp.stack([negative, 1 - negative]), 1, lambda types: types[:, 0] >= 1)
