"""Classes, periods and stationary laws of small chains: by hand, and by two ways that share nothing."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import positive
from tests.oracles import chains as oracle
from theory_lab import numbers as xp
from theory_lab.chains import structure, walks


def moves(n, *pairs):
    """A boolean matrix of the moves that are possible."""
    edges = np.zeros((n, n), dtype=bool)
    for u, v in pairs:
        edges[u, v] = True
    return edges


def test_classes_that_are_never_left():
    """0 and 1 go to and fro and on to 2, which stays; 3 and 4 go to and fro."""
    edges = moves(5, (0, 1), (1, 0), (1, 2), (2, 2), (3, 4), (4, 3))
    assert structure.recurrent_classes(edges) == [[2], [3, 4]]
    with pytest.raises(ValueError, match=r"3 communicating classes, \{0, 1\} \{2\} \{3, 4\}, of which \{2\} \{3, 4\} are never"):
        structure.require_convergence(edges)


def test_long_lists_are_shortened():
    alone = np.eye(7, dtype=bool)
    with pytest.raises(ValueError, match=r"7 communicating classes, \{0\} \{1\} \{2\} \{3\} \{4\} \{5\} \.\.\., of which"):
        structure.require_convergence(alone)
    with pytest.raises(ValueError, match=r"6 communicating classes, \{0\} \{1\} \{2\} \{3\} \{4\} \{5\}, of which"):
        structure.require_convergence(alone[:6, :6])
    for size, shown in ((6, "0, 1, 2, 3, 4, 5"), (7, r"0, 1, 2, 3, 4, 5, \.\.\. 7 states")):
        cycle = moves(size + 1, *((k, (k + 1) % size) for k in range(size)), (size, 0))
        with pytest.raises(
            ValueError, match=rf"2 communicating classes, \{{{shown}\}} \{{{size}\}}, of which \{{{shown}\}} is never"
        ):
            structure.require_convergence(cycle)


@pytest.mark.parametrize(
    ("n", "pairs", "classes"),
    [
        (2, [(0, 1), (1, 0)], r"period 2: it moves through the cyclic classes \{0\} \{1\} in turn"),
        (4, [(0, 1), (1, 2), (2, 3), (3, 0), (1, 0)], r"period 2: .* \{0, 2\} \{1, 3\} in turn"),
        (7, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 6), (6, 0)], None),
        (6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (5, 0)], r"period 3: .* \{0, 3\} \{1, 4\} \{2, 5\} in turn"),
        (5, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 0)], None),
        (1, [(0, 0)], None),
    ],
)
def test_periods_are_common_divisors_of_cycles(n, pairs, classes):
    """Cycles of 3 and 7 states have none, nor have those of 3 and 5; of 3, 3 and 6 it is 3."""
    if classes is None:
        structure.require_convergence(moves(n, *pairs))
    else:
        with pytest.raises(ValueError, match=classes):
            structure.require_convergence(moves(n, *pairs))


@given(positive)
def test_both_ways_to_a_stationary_law_agree_where_there_are_two(drawn):
    tree, weights = drawn
    walk = structure.transitions(walks.transition_matrix(tree, xp.exact(weights)))
    states = list(range(tree.size))
    balanced = structure._by_detailed_balance(walk, states)
    assert balanced is not None and balanced == structure._by_elimination(walk, states)


@given(st.lists(st.integers(1, 5), min_size=9, max_size=9))
def test_a_cycle_is_in_balance_where_both_ways_around_are_as_likely(raw):
    """Kolmogorov's criterion on three states: the product of the moves one way is that of the moves back."""
    rows = [[Fraction(x, sum(raw[3 * k : 3 * k + 3])) for x in raw[3 * k : 3 * k + 3]] for k in range(3)]
    walk = structure.transitions(xp.exact(rows))
    around, back = rows[0][1] * rows[1][2] * rows[2][0], rows[0][2] * rows[2][1] * rows[1][0]
    assert (structure._by_detailed_balance(walk, [0, 1, 2]) is not None) == (around == back)
    assert list(structure.stationary_on(walk, [0, 1, 2])) == oracle.stationary(rows, range(3))


def test_a_move_without_a_way_back_is_out_of_balance():
    walk = structure.transitions(xp.exact([[0, 1, 0], [0, "1/2", "1/2"], [1, 0, 0]]))
    assert structure._by_detailed_balance(walk, [0, 1, 2]) is None
    assert structure.stationary_on(walk, [0, 1, 2]) == (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4))


@pytest.mark.parametrize("rows", [[["1/2", "1/2"], ["3/2", "-1/2"]], [["1/2", "1/2"], ["1/2", "1/3"]], [["1/2", "1/2"], [1, 1]]])
def test_rows_are_probability_laws(rows):
    with pytest.raises(ValueError, match="row 1 of a transition matrix is no probability law"):
        structure.transitions(xp.exact(rows))


def test_matrices_are_square_and_rational():
    with pytest.raises(ValueError, match=r"square, got shape \(1, 2\)"):
        structure.rational_matrix(xp.exact([[1, 0]]))
    with pytest.raises(TypeError, match="rational here, got the entry"):
        structure.rational_matrix(xp.sqrt(xp.exact([[2]])))
    assert structure.edges_of(structure.rational_matrix(xp.exact([[0, 1], ["1/2", "1/2"]]))).tolist() == [
        [False, True],
        [True, True],
    ]
