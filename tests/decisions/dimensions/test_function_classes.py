"""Eluder dimension, star number and disagreement coefficient against enumeration."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import dimensions as oracle
from tests.oracles.laws import probability
from theory_lab import numbers as xp
from theory_lab.decisions.dimensions import eluding, function_classes

values = st.integers(-4, 4)


@st.composite
def classes(draw):
    points, functions = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    row = st.lists(values, min_size=points, max_size=points)
    return draw(st.lists(row, min_size=functions, max_size=functions))


scales = st.integers(0, 4).map(Fraction) | fractions(0, 4, 3)


@given(classes(), scales)
def test_walks_over_subsets_find_the_longest_sequence(functions, scale):
    assert function_classes.eluder_at(functions, scale) == oracle.longest(functions, scale**2)
    assert function_classes.star_at(functions, scale) == oracle.widest(functions, scale**2)
    table = xp.exact(functions)
    assert xp.value(eluding.longest_eluding(table, xp.exact(scale))).fraction == oracle.longest(functions, scale**2)
    assert xp.value(eluding.largest_star(table, xp.exact(scale))).fraction == oracle.widest(functions, scale**2)


@given(classes(), scales)
def test_the_supremum_is_attained_at_a_sum_of_squares(functions, scale):
    squares = oracle.endpoints(functions, scale**2)
    known = [max([1, *(measure(functions, square) for square in squares)]) for measure in (oracle.longest, oracle.widest)]
    assert [function_classes.eluder_dimension(functions, scale), function_classes.star_number(functions, scale)] == known
    assert xp.value(eluding.eluder_supremum(xp.exact(functions), xp.exact(scale))).fraction == known[0]


@given(classes(), st.integers(1, 12))
def test_dimensions_do_not_depend_on_the_unit(functions, unit):
    scaled = [[Fraction(x, unit) for x in f] for f in functions]
    assert function_classes.eluder_dimension(scaled, Fraction(1, unit)) == function_classes.eluder_dimension(
        functions, Fraction(1)
    )


@given(classes(), st.data(), st.integers(1, 4).map(Fraction), st.integers(1, 4).map(Fraction))
def test_disagreement_is_a_supremum(functions, data, scale, radius):
    points = len(functions[0])
    law = probability(data.draw(st.lists(st.integers(1, 4), min_size=points, max_size=points)))
    found = function_classes.disagreement_coefficient(functions, law, scale, radius)
    for d in (scale, scale + Fraction(1, 2), scale + 1):
        for e in (radius, radius + Fraction(1, 3)):
            chance = xp.value(eluding.disagreement(xp.exact(functions), xp.exact(law), d, e)).fraction
            assert (d / e) ** 2 * chance <= found
    assert found <= function_classes.eluder_dimension(functions, scale)
    assert found <= 4 * function_classes.star_number(functions, scale) ** 2


def test_points_are_eluder_and_star_of_full_size():
    table = np.concatenate([np.eye(8, dtype=int), np.zeros((1, 8), dtype=int)])
    assert function_classes.eluder_dimension(table, Fraction(1, 2)) == function_classes.star_number(table, Fraction(1, 2)) == 8


def test_thresholds_have_a_small_star_and_a_large_eluder_dimension():
    """Over all shifts at scale 9/10: K and 2."""
    steps = [[int(j >= i) for j in range(6)] for i in range(7)]
    shifted = [np.array(steps) - np.array(f) for f in steps]
    scale = Fraction(9, 10)
    assert max(function_classes.eluder_dimension(table, scale) for table in shifted) == 6
    assert max(function_classes.star_number(table, scale) for table in shifted) == 2


def test_more_functions_than_a_word_holds():
    table = np.zeros((130, 4), dtype=int)
    table[129, 2], table[64, 0] = 3, 3
    assert function_classes.eluder_at(table, Fraction(1)) == function_classes.star_at(table, Fraction(1)) == 2


def test_disagreement_comes_close_to_the_eluder_dimension():
    """The point class with the uniform law: (D/e)^2 P = K as D and e^2 K approach 1."""
    found = function_classes.disagreement_coefficient(np.eye(5, dtype=int), [Fraction(1, 5)] * 5, Fraction(1, 2), Fraction(1, 9))
    assert found == 5 == function_classes.eluder_dimension(np.eye(5, dtype=int), Fraction(1, 2))


def test_wrong_classes_are_refused():
    with pytest.raises(ValueError, match=r"got shape \(0,\)"):
        function_classes.eluder_at([], Fraction(1))
    with pytest.raises(TypeError, match=r"the value of a function 0\.5 is a float"):
        function_classes.eluder_at([[0.5]], Fraction(1))
    with pytest.raises(ValueError, match=r"25 points have 33,554,432 subsets \(256 MB\)"):
        function_classes.eluder_at(np.zeros((3, 25), dtype=int), Fraction(1))
    with pytest.raises(ValueError, match="at least 0"):
        function_classes.star_at([[1]], Fraction(-1))
    with pytest.raises(ValueError, match="a law on 2 points"):
        function_classes.disagreement_coefficient([[1, 0]], [Fraction(1)], Fraction(1), Fraction(1))
    assert function_classes.eluder_at([[10**12, 1]], Fraction(1)) == 1


@pytest.mark.parametrize("unit", [1, 29, 40, 7000, 10_000, 3 * 10**8, 10**9, 10**12])
def test_sums_of_squares_of_any_size_do_not_wrap_around(unit):
    """Sums of squares up to 64 units: beyond 2^15, 2^31, 2^62 for some, in which numbers of machine words would change sign."""
    table = [[4, 4, 4, 4], [1, 2, 3, 0], [0, 4, 0, 2], [3, 3, 0, 1], [0, 0, 2, 4]]
    scaled = [[unit * x for x in f] for f in table]
    for scale in (1, 2, 3, 5, 6, 7):
        assert function_classes.eluder_at(scaled, Fraction(unit * scale)) == oracle.longest(table, Fraction(scale) ** 2)
        assert function_classes.star_at(scaled, Fraction(unit * scale)) == oracle.widest(table, Fraction(scale) ** 2)


@pytest.mark.parametrize(("radius", "known"), [(3, Fraction(1, 9)), (2, Fraction(1, 4)), (1, 1), (Fraction(1, 2), 1), (0, 1)])
def test_a_disagreement_by_hand(radius, known):
    """The function (2, 0) under (1/4, 3/4) has ``E f^2 = 1``: for D up to 2 and e from 1 and the radius on, ``(D/e)^2/4``.

    The function 0 is within every radius and disagrees nowhere.
    """
    law = [Fraction(1, 4), Fraction(3, 4)]
    assert function_classes.disagreement_coefficient([[2, 0], [0, 0]], law, Fraction(1), Fraction(radius)) == known
    assert function_classes.disagreement_coefficient([[2, 0], [0, 0]], law, Fraction(2), Fraction(radius)) == 0


def test_what_vanishes_almost_surely_disagrees_nowhere():
    """(2, 0) does under (0, 1); (0, 2) has ``E f^2 = 4``."""
    found = function_classes.disagreement_coefficient([[2, 0], [0, 2]], [Fraction(0), Fraction(1)], Fraction(1), Fraction(0))
    assert found == 1
