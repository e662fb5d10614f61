"""Enclosures from floats contain the exact law."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, skewed
from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.sequences.trees import Tree


def contains(enclosure, exact):
    return all(Fraction(a) <= v <= Fraction(b) for a, b, v in zip(*enclosure.bounds(), exact.fractions(), strict=True))


@given(st.one_of(nonnegative, skewed), st.integers(0, 12))
def test_laws_lie_inside(drawn, time):
    tree, weights = drawn
    exact = xp.exact(weights)
    assert contains(enclosed.law_after(tree, exact, time), walks.law_after(tree, exact, time))


def test_long_runs_stay_narrow():
    tree = Tree.dyck(4)
    weights = xp.exact([Fraction(k % 7 + 1, 3) for k in range(tree.size - 1)])
    found = enclosed.laws_at(tree, weights, [1000, 10])
    assert contains(found[10], walks.law_after(tree, weights, 10))
    low, high = found[1000].bounds()
    assert (high - low).max() < 1e-11


def test_weights_out_of_range_are_refused():
    with pytest.raises(ValueError, match="too unequal for floats"):
        enclosed.law_after(Tree.complete(2, 1), xp.exact([1, Fraction(1, 10**200)]), 3)


def test_products_bound_their_errors():
    rng = np.random.default_rng(0)
    whole = rng.integers(1, 9, (6, 6))
    exact = [[Fraction(int(x), int(row.sum())) for x in row] for row in whole]
    first = enclosed.Powers(np.array(exact, dtype=float), 6 * 2.0**-53)
    square = enclosed.product(first, first)
    for i in range(6):
        row = [sum(exact[i][k] * exact[k][j] for k in range(6)) for j in range(6)]
        off = sum(abs(Fraction(a) - b) for a, b in zip(square.matrix[i].tolist(), row, strict=True))
        assert off <= Fraction(square.error)


@pytest.mark.parametrize(
    ("words", "wanted"), [([(0,)], 14 * 5 + 4), ([(0,), (1,), (2,)], 18 * 5 + 4), ([(0, 0), (1, 0)], 16 * 5 + 4)]
)
def test_roundings_of_a_step_are_counted(words, wanted):
    """Twelve and two for each child, in the node with most of them; and four for the start and the end."""
    assert enclosed.error_after(Tree.from_words(words), 5) == wanted * 2.0**-53


def test_the_start_is_known_exactly():
    """Nothing was rounded yet: 1 at the root and 0 elsewhere, and so it stays where nothing leads; later every law is widened."""
    tree = Tree.complete(2, 1)
    low, high = enclosed.law_after(tree, xp.exact([1, 2]), 0).bounds()
    assert low.tolist() == high.tolist() == [1, 0, 0]
    low, high = enclosed.law_after(tree, xp.exact([1, 2]), 1).bounds()
    assert (low < high).all()


@pytest.mark.parametrize("size", [1, 4, 5])
def test_products_leave_room_for_a_rounding_of_each_term_and_one_more(size):
    even = enclosed.Powers(np.full((size, size), 1 / size), 0.0)
    assert (size + 1) * enclosed.UNIT < enclosed.product(even, even).error < 1.02 * (size + 1) * enclosed.UNIT


def test_quotients_of_weights_stay_below_2_to_the_400():
    tree = Tree.complete(2, 1)
    for wrong in (2.0**-400, 2.0**-401):
        with pytest.raises(ValueError, match="too unequal for floats"):
            enclosed.scaled(np.array([1.0, wrong]))
    assert enclosed.scaled(np.array([4.0, 2.0**-397])).tolist() == [1.0, 2.0**-399]
    assert enclosed.scaled(np.array([0.0, 0.5, 0.25])).tolist() == [0.0, 1.0, 0.5]
    assert enclosed.scaled(np.zeros(2)).tolist() == [0.0, 0.0]
    assert enclosed.scaled(xp.exact([3, Fraction(1, 3)])).tolist() == [1.0, (1 / 3) / 3]
    low, high = enclosed.law_after(tree, xp.exact([0, 0]), 5).bounds()
    assert (low <= [1, 0, 0]).all() and (high >= [1, 0, 0]).all() and (high - low).max() < 1e-12


def test_floats_are_widened_by_twice_their_error_and_what_underflows():
    """Exact are 0 and 1 as long as nothing was computed, for an error of four units at most."""
    law, u, tiny = np.array([0.0, 1.0, 0.5]), 2.0**-53, 2.0**-900
    low, high = enclosed._widened(law, 4 * u).bounds()
    assert low.tolist() == [0, 1, 0.5 * (1 - 8 * u)] and high.tolist() == [0, 1, 0.5 * (1 + 8 * u)]
    low, high = enclosed._widened(law, 5 * u).bounds()
    assert low.tolist() == [0, 1 - 10 * u, 0.5 * (1 - 10 * u)] and high.tolist() == [tiny, 1 + 10 * u, 0.5 * (1 + 10 * u)]


@given(nonnegative)
def test_a_step_as_a_matrix_is_that_of_the_walk(drawn):
    tree, weights = drawn
    floats = np.array(weights, dtype=float)
    matrix = np.array(walks.transition_matrix(tree, xp.exact(weights)).fractions(), dtype=float)
    found = enclosed.sparse_step(tree, floats).toarray()
    assert np.abs(found - matrix.T).max() <= 2.0**-52
    law = np.arange(1.0, tree.size + 1)
    assert enclosed.stepping(tree, floats)(law).tolist() == (enclosed.sparse_step(tree, floats) @ law).tolist()


def test_laws_at_times_in_any_order():
    tree, weights = Tree.dyck(3), xp.exact(list(range(1, Tree.dyck(3).size)))
    found = enclosed.laws_at(tree, weights, [7, 0, 3, 3])
    assert sorted(found) == [0, 3, 7]
    assert all(contains(law, walks.law_after(tree, weights, time)) for time, law in found.items())


def test_errors_of_products_are_those_of_their_factors_and_little_more():
    """``(A + a)(B + b) - A B`` has rows of at most ``a (1 + b) + b`` for stochastic matrices."""
    eye = np.eye(3)
    for a, b in ((1e-3, 2e-3), (0.0, 1e-2), (1e-2, 0.0)):
        found = enclosed.product(enclosed.Powers(eye, a), enclosed.Powers(eye, b)).error
        assert a * (1 + b) + b < found < 1.000002 * (a * (1 + b) + b)


@pytest.mark.parametrize("time", [-1, Fraction(5, 2)])
def test_times_are_whole_and_not_negative(time):
    tree, weights = Tree.complete(2, 1), xp.exact([1, 2])
    for call in (lambda: enclosed.law_after(tree, weights, time), lambda: enclosed.laws_at(tree, weights, [2, time, 3])):
        with pytest.raises(ValueError, match=f"a time is a whole number of steps from 0 on, got {time}"):
            call()
