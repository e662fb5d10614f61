"""Operations on arrays of terms: of numbers they have the values that exact numbers have, entry by entry."""

from fractions import Fraction

import numpy as np
import pytest

from theory_lab.numbers.arithmetics import exact
from theory_lab.proofs import symbols, terms

TABLE = [[Fraction(k + 1, 3 * j + 2) - j for k in range(3)] for j in range(2)]
SQUARES = [
    [[Fraction(3)]],
    [[Fraction(1), Fraction(2)], [Fraction(3), Fraction(5)]],
    [[Fraction(2), Fraction(0), Fraction(1)], [Fraction(1), Fraction(3), Fraction(2)], [Fraction(1), Fraction(1), Fraction(4)]],
]


def payload(numbers):
    """Terms with the axis of instances behind, of length 1."""
    return symbols.lifted(np.array(numbers, dtype=object)[..., None])


def fractions(found):
    """The numbers that terms are, without the axis of instances."""
    assert all(one.op == "const" for one in np.ravel(found))
    return np.frompyfunc(lambda one: one.args[0], 1, 1)(np.asarray(found))[..., 0].tolist()


def test_running_sums():
    first, second = TABLE
    assert fractions(symbols.cumsum(payload(first), 0)) == [first[0], first[0] + first[1], first[0] + first[1] + first[2]]
    assert fractions(symbols.cumsum(payload(TABLE), 0)) == [first, [a + b for a, b in zip(first, second, strict=True)]]
    assert fractions(symbols.cumsum(payload(TABLE), 1)) == [[row[0], row[0] + row[1], sum(row)] for row in TABLE]


@pytest.mark.parametrize("axis", [0, 1])
def test_sums_products_and_ends_along_an_axis(axis):
    rows = TABLE if axis else [*map(list, zip(*TABLE, strict=True))]
    for found, one in ((symbols.sum, sum), (symbols.max, max), (symbols.min, min)):
        assert fractions(found(payload(TABLE), axis)) == [one(row) for row in rows]
    assert fractions(symbols.prod(payload(TABLE), axis)) == [np.prod(np.array(row, dtype=object)) for row in rows]


def test_sums_of_rows_that_share_a_number():
    found = fractions(symbols.segment_sum(payload(TABLE[0]), np.array([2, 0, 2]), 4))
    assert found == [TABLE[0][1], 0, TABLE[0][0] + TABLE[0][2], 0]


def test_products_of_vectors_and_matrices():
    matrix, vector = SQUARES[2], TABLE[0]
    by_hand = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
    assert fractions(symbols.dot(payload(matrix), payload(vector))) == by_hand
    columns = [*zip(*matrix, strict=True)]
    assert fractions(symbols.dot(payload(matrix), payload(matrix))) == [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in columns] for row in matrix
    ]


@pytest.mark.parametrize("left", [(3,), (1, 3), (2, 3), (2, 1, 3), (2, 2, 3)])
@pytest.mark.parametrize("right", [(3,), (3, 1), (3, 2), (3, 1, 2), (3, 2, 2)])
def test_inner_products_of_arrays_are_those_of_whole_numbers(left, right):
    a, b = np.arange(np.prod(left)).reshape(left) - 4, (np.arange(np.prod(right)).reshape(right) * 7) % 11
    assert fractions(symbols.dot(payload(fractional(a)), payload(fractional(b)))) == np.tensordot(a, b, axes=1).tolist()


def fractional(numbers):
    return np.frompyfunc(lambda one: Fraction(int(one)), 1, 1)(numbers)


ENTRYWISE = {
    **{name: getattr(terms, name) for name in ("add", "subtract", "multiply", "divide", "maximum", "minimum")},
    **{name: getattr(terms, name) for name in ("negative", "absolute", "log", "exp", "sqrt")},
}


@pytest.mark.parametrize("name", ENTRYWISE)
def test_operations_are_made_entry_by_entry(name):
    x, y = terms.variable("x"), terms.variable("y")
    first, second = [[x, terms.ONE], [terms.number(4), terms.ZERO]], [y, terms.number(2)]
    f, given = ENTRYWISE[name], [np.array(first, dtype=object)]
    if name in ("add", "subtract", "multiply", "divide", "maximum", "minimum"):
        given.append(np.array(second, dtype=object))
    found = getattr(symbols, name)(*given)
    wanted = [[f(*(one, second[k])[: len(given)]) for k, one in enumerate(row)] for row in first]
    assert isinstance(found, symbols.Symbols) and found.tolist() == wanted


@pytest.mark.parametrize("n", [1, 2, 3])
def test_linear_systems(n):
    matrix, wanted = SQUARES[n - 1], [[Fraction(k - 1, 2), Fraction(3 - k)] for k in range(n)]
    right = [[sum(matrix[j][k] * wanted[k][c] for k in range(n)) for c in range(2)] for j in range(n)]
    assert fractions(symbols.solve(payload(matrix), payload(right))) == wanted
    alone = [row[0] for row in right]
    assert fractions(symbols.solve(payload(matrix), payload(alone))) == [row[0] for row in wanted]


def test_a_larger_system_is_refused():
    with pytest.raises(TypeError, match="a linear system of 4 formulas"):
        symbols.solve(payload(np.eye(4, dtype=int).tolist()), payload([1] * 4))


def test_all_of_several_conditions():
    yes, no = terms.TRUE, terms.FALSE
    conditions = np.array([[yes, yes], [yes, no]], dtype=object).view(symbols.Symbols)
    assert conditions.all() is no and conditions[0].all() is yes
    assert conditions.all(axis=0).tolist() == [yes, no]
    assert exact.NAME == symbols.NAME
