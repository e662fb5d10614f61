"""Values of linear programs: closed forms, duality, and every arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab import numbers as xp
from theory_lab.numbers import Undecided

numbers = fractions(-3, 3, 4)


@given(st.data())
def test_weak_duality_is_tight_in_rationals(data: st.DataObject) -> None:
    n, m = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    c = data.draw(st.lists(numbers, min_size=n, max_size=n))
    b = data.draw(st.lists(numbers, min_size=m, max_size=m))
    A = data.draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=m, max_size=m))
    primal = xp.value(xp.lp_value(xp.exact(c), xp.exact(A), xp.exact(b)))
    dual = xp.value(-xp.lp_value(xp.exact(b), -xp.exact(A).T, xp.exact(c)))
    floats = xp.lp_value(np.array(c, float), np.array(A, float), np.array(b, float))
    if primal.infinite and dual.infinite:
        assert (primal, dual) in ((math.inf, math.inf), (-math.inf, -math.inf), (math.inf, -math.inf))
    else:
        assert primal == dual
        assert floats == pytest.approx(float(primal), abs=1e-7)


def test_the_value_of_a_knapsack() -> None:
    c, A, b = xp.exact([-3, -2]), xp.exact([[1, 1], [1, 0]]), xp.exact(["5/2", 1])
    assert xp.value(xp.lp_value(c, A, b)).fraction == -6
    assert xp.value(xp.lp_value(xp.floats(c), xp.floats(A), xp.floats(b))) == pytest.approx(-6)


def test_infeasible_and_unbounded_programs() -> None:
    for make in (xp.exact, xp.floats):
        assert xp.value(xp.lp_value(make([1]), make([[1]]), make([-1]))) == math.inf
        assert xp.value(xp.lp_value(make([-1]), make([[-1]]), make([0]))) == -math.inf


def test_a_batch_of_programs() -> None:
    bounds = np.array([[1.0, 2.0, -1.0]])
    values = xp.lp_value(xp.floats([-1.0]), xp.floats([[1.0]]), xp.floats(bounds, batched=True))
    assert values.shape == () and values.payload.tolist() == [-1.0, -2.0, math.inf]


def test_constants_mix_in() -> None:
    assert xp.value(xp.lp_value(np.array([-1]), np.array([[2]]), xp.exact(["1/2"]))).fraction == Fraction(-1, 4)


def test_logs_are_made_linear_and_nan_stays() -> None:
    assert xp.value(xp.lp_value(xp.floats([-1.0]), xp.floats([[1.0]]), xp.logs([0.0]))) == pytest.approx(-1)
    assert math.isnan(xp.lp_value(np.array([math.nan]), np.array([[1.0]]), np.array([1.0])))


def test_intervals_leave_the_decision_to_exact_arithmetic() -> None:
    with pytest.raises(Undecided, match="exact arithmetic"):
        xp.lp_value(xp.intervals([1]), xp.intervals([[1]]), xp.intervals([1]))


def test_irrational_data_raise() -> None:
    with pytest.raises(TypeError, match=r"rational numbers, not log\(2\)"):
        xp.lp_value(xp.exact([1]), xp.exact([[1]]), xp.log(xp.exact([2])))
