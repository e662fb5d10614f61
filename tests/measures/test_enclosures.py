"""Enclosures in and out: balls contain the numbers, zeros stay zeros, and other arithmetics are left alone."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.measures.enclosures import enclosed, in_balls
from theory_lab.numbers import Undecided
from theory_lab.numbers.arithmetics import interval

rationals = st.lists(st.fractions(-5, 5), min_size=1, max_size=4)


@given(rationals)
def test_balls_contain_the_numbers(values):
    balls = in_balls(enclosed(xp.exact(values)))
    assert balls.is_exact and balls.shape == (len(values),)
    for found, value in zip(balls.numbers(), values, strict=True):
        low, high = found.bounds()
        assert low <= value <= high
        assert high - low <= abs(value) / 10**15  # two units in the last place, of double precision


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 0)])
def test_an_interval_that_ends_at_zero_keeps_its_other_end(low, high):
    (found,) = in_balls(
        xp.Array(interval, interval.Interval(np.full((1, 1), float(low)), np.full((1, 1), float(high))))
    ).numbers()
    assert found.bounds()[0] <= low < high <= found.bounds()[1]


def test_a_zero_is_decided_and_a_tie_is_not():
    zero, third = in_balls(enclosed(xp.exact([0, Fraction(1, 3)])))
    assert bool(zero == 0) and bool(third > 0)
    with pytest.raises(Undecided):
        bool(third == Fraction(1, 3))


def test_many_instances_at_once_keep_their_order():
    both = interval.Interval(np.array([[1.0, 2.0]]), np.array([[1.5, 2.0]]))
    balls = in_balls(xp.Array(interval, both))
    assert balls.number_of_instances == 2
    ends = [tuple(map(float, number.bounds())) for number in balls.numbers(batched=True)[0]]
    assert ends[0][0] <= 1 < 1.5 <= ends[0][1] < 1.5 + 1e-8  # the radius of a ball has 30 bits
    assert ends[1] == (2, 2)


@pytest.mark.parametrize("numbers", [xp.floats([0.5]), xp.logs([0.5]), xp.exact([Fraction(1, 2)])], ids=lambda x: x.kind)
def test_other_numbers_stay_as_they_are(numbers):
    assert in_balls(numbers) is numbers
    assert enclosed(numbers) is numbers or numbers.is_exact


def test_an_interval_without_bounds_is_open():
    wide = xp.Array(interval, interval.Interval(np.array([0.0]), np.array([np.inf])))
    with pytest.raises(Undecided):
        in_balls(wide)
