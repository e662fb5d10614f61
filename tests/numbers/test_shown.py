"""Arrays as they are shown: short, and without the axis of instances."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import float64


def test_fractions_and_logarithms():
    numbers = xp.exact([Fraction(1, 3), Fraction(2, 3)])
    assert repr(numbers) == "Array(exact, shape=(2,), [1/3, 2/3])"
    assert repr(numbers[0]) == str(numbers[0]) == "Array(exact, shape=(), 1/3)"
    assert "[-log(3) = -1.0986122887, log(2) - log(3) = -0.40546510811]" in repr(xp.log(numbers))


def test_a_long_fraction_is_a_decimal():
    assert repr(xp.exact(Fraction(1, 3)) ** 300) == "Array(exact, shape=(), 7.30505658115e-144, a fraction of 146 letters)"
    assert "1/1099511627776" in repr(xp.exact(Fraction(1, 2)) ** 40)


def test_long_arrays_are_cut():
    assert len(repr(xp.exact([Fraction(1, 3)] * 1000))) < 100


def test_floats_of_one_instance_and_of_several():
    assert repr(Array(float64, np.array([[0.25], [0.5]]))) == "Array(float, shape=(2,), [0.25, 0.5 ])"
    assert "[[0.25, 0.75]" in repr(Array(float64, np.array([[0.25, 0.75], [0.5, 0.5]])))
