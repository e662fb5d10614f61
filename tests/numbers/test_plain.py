"""Payloads of plain rationals say what the same numbers say as ``Real``, and every payload has entries of one kind."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.numbers.arithmetics import exact
from theory_lab.numbers.reals.real import INFINITY, ZERO, Real
from theory_lab.numbers.whole import optima

RATIONAL = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 5))
FAR = st.builds(Fraction, st.integers(-(10**30), 10**30), st.integers(1, 10**30))
# A mask that is true everywhere, nowhere and in part, for the shape (2, 3, 4) of the payloads here.
MASKS = (np.ones((2, 3, 4), dtype=bool), np.zeros((2, 3, 4), dtype=bool), np.arange(24).reshape(2, 3, 4) % 3 == 0)

OF_ONE: list[Callable[[Any], Any]] = [
    exact.negative,
    exact.absolute,
    lambda x: exact.power(x, 3),
    lambda x: exact.power(x, 0),
    lambda x: exact.power(exact.add(exact.multiply(x, x), exact.constant(1)), -2),
    lambda x: exact.power(exact.multiply(x, x), Fraction(1, 2)),
    lambda x: exact.sqrt(exact.multiply(x, x)),
    lambda x: exact.log(exact.add(exact.absolute(x), exact.constant(1))),
    lambda x: exact.exp(x),
    lambda x: exact.segment_sum(x, np.array([1, 1]), 3),
    lambda x: exact.restructure(lambda part: part[:, ::-1].transpose(1, 0, 2), x),
    *(lambda x, f=f, axis=axis: f(x, axis) for axis in (0, 1) for f in (exact.sum, exact.prod, exact.max, exact.min)),
    *(lambda x, axis=axis: exact.cumsum(x, axis) for axis in (0, 1)),
    *(lambda x, f=f: f(x[:, :0], 1) for f in (exact.sum, exact.prod)),
]
OF_TWO: list[Callable[[Any, Any], Any]] = [
    exact.add,
    exact.subtract,
    exact.multiply,
    exact.maximum,
    exact.minimum,
    lambda x, y: exact.divide(x, exact.add(exact.multiply(y, y), exact.constant(1))),
    lambda x, y: exact.restructure(lambda *parts: np.concatenate(parts), x, y),
    *(lambda x, y, mask=mask: exact.select(mask, mask, x, y) for mask in MASKS),
    lambda x, y: exact.select(MASKS[1], MASKS[2], x, x),
    lambda x, y: exact.dot(x[0], y[0]),
    lambda x, y: exact.dot(x, y[0]),
    lambda x, y: exact.dot(x[0, :2], y),
    lambda x, y: exact.dot(x, y.transpose(1, 0, 2)),
    lambda x, y: exact.dot(x[..., :1], y.transpose(1, 0, 2)[..., :1]),
    lambda x, y: exact.dot(x[..., :1], y[0]),
    lambda x, y: exact.dot(x[:, :0], y[0, :0]),
    lambda x, y: exact.dot(x[:0], y[0]),
    lambda x, y: exact.solve(_invertible(x), y[0, :2]),
    lambda x, y: exact.solve(_invertible(x)[..., :1], y[:, :2]),
]
OF_RELATIONS = (exact.at_least, exact.above, exact.equal)


def _invertible(x: np.ndarray) -> np.ndarray:
    """Matrices (2, 2) with diagonals that dominate."""
    diagonal = exact.multiply(exact.lifted(np.eye(2, dtype=int))[..., None], exact.constant(50))
    return exact.add(x[:, :2], diagonal)


def _payload(entries: list[Fraction]) -> np.ndarray:
    return exact.lifted(np.array(entries, dtype=object).reshape(2, 3, 4))


PAYLOADS = st.lists(RATIONAL, min_size=24, max_size=24).map(_payload)


def _kind(payload: np.ndarray) -> type | None:
    """The one kind of the entries; None where there are none."""
    kinds = {type(entry) for entry in payload.flat}
    assert kinds <= {fmpq} or kinds <= {Real}, kinds
    return kinds.pop() if kinds else None


def _same(x: np.ndarray, y: np.ndarray) -> None:
    assert x.shape == y.shape
    _kind(x), _kind(y)
    for a, b in zip(exact.numbers(x).flat, exact.numbers(y).flat, strict=True):
        assert type(a) is Real and type(b) is Real and a == b


@settings(max_examples=25)
@given(PAYLOADS)
def test_functions_of_one_payload(x: np.ndarray) -> None:
    assert _kind(x) is fmpq and _kind(exact.numbers(x)) is Real
    for f in OF_ONE:
        _same(f(x), f(exact.numbers(x)))
    lo, hi = exact.bounds(x)
    assert all(a <= q <= b for a, q, b in zip(lo.flat, exact.numbers(x).flat, hi.flat, strict=True) for q in [q.fraction])


@settings(max_examples=25)
@given(PAYLOADS, PAYLOADS)
def test_functions_of_two_payloads_of_the_same_or_of_two_kinds(x: np.ndarray, y: np.ndarray) -> None:
    reals, others = exact.numbers(x), exact.numbers(y)
    for f in OF_TWO:
        wanted = f(reals, others)
        for pair in ((x, y), (x, others), (reals, y)):
            _same(f(*pair), wanted)
    for relation, single in zip(OF_RELATIONS, (operator.ge, operator.gt, operator.eq), strict=True):
        expected = [single(a.fraction, b.fraction) for a, b in zip(reals.flat, others.flat, strict=True)]
        for pair in ((x, y), (x, others), (reals, y), (reals, others)):
            sure, possible = relation(*pair)
            assert sure.ravel().tolist() == possible.ravel().tolist() == expected
            assert not exact.doubt(*pair)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(FAR, FAR), min_size=1, max_size=8))
def test_plain_numbers_are_compared_as_fractions_are(pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Also with themselves, with what is nearly equal, and where the sign alone differs."""
    pairs = [*pairs, *((a, a) for a, _ in pairs), *((a, -a) for a, _ in pairs), *((a, a + Fraction(1, 10**40)) for a, _ in pairs)]
    x, y = (exact.lifted(side) for side in zip(*pairs, strict=True))
    for compared, relation in ((exact.at_least, operator.ge), (exact.above, operator.gt), (exact.equal, operator.eq)):
        sure, possible = compared(x, y)
        assert sure is possible and sure.tolist() == [relation(a, b) for a, b in pairs]
    for chosen, choice in ((exact.maximum, max), (exact.minimum, min)):
        assert [entry.fraction for entry in exact.numbers(chosen(x, y))] == [choice(pair) for pair in pairs]


def test_plain_stays_plain_and_what_is_no_rational_is_real() -> None:
    x = _payload([Fraction(k, 7) for k in range(1, 25)])
    for plain in (exact.add(x, x), exact.sum(x, 0), exact.dot(x, x[0]), exact.indicator(MASKS[2], MASKS[2]), exact.constant(3)):
        assert _kind(plain) is fmpq
    for real in (exact.log(x), exact.constant(INFINITY), exact.add(exact.log(x), x), exact.lifted([ZERO, INFINITY])):
        assert _kind(real) is Real
    assert _kind(exact.select(MASKS[0], MASKS[0], x, exact.constant(INFINITY))) is fmpq
    assert _kind(exact.select(MASKS[1], MASKS[1], exact.constant(INFINITY), x)) is fmpq
    mixed = exact.select(MASKS[2], MASKS[2], x, exact.constant(INFINITY))
    assert _kind(mixed) is Real and [bool(number.infinite) for number in mixed.flat] == (~MASKS[2]).ravel().tolist()


def test_a_matrix_of_logarithms_that_are_rational_is_solved_exactly() -> None:
    half = xp.log(xp.exact([2])) / xp.log(xp.exact([4]))
    matrix = xp.stack([xp.concatenate([half, 2 * half]), xp.concatenate([0 * half, half])])
    assert xp.solve(matrix, xp.exact([1, 1])).fractions().tolist() == [-2, 2]
    assert xp.dot(matrix, matrix).fractions().tolist() == [[Fraction(1, 4), 1], [0, Fraction(1, 4)]]


@pytest.mark.parametrize("numerator", [0, 3])
def test_a_division_by_zero_is_named(numerator: int) -> None:
    with pytest.raises(ZeroDivisionError, match=rf"^{numerator} is divided by zero$"):
        _ = xp.exact([numerator]) / xp.exact([0])
    with pytest.raises(ZeroDivisionError, match=r"^1 is divided by zero$"):
        _ = xp.exact([0]) ** -1


def test_a_power_that_does_not_fit_is_refused() -> None:
    with pytest.raises(OverflowError, match="compare logarithms"):
        _ = xp.exact([Fraction(3, 2)]) ** 2**40


def test_nobody_outside_sees_a_plain_entry() -> None:
    x = xp.exact([Fraction(1, 2), 3])
    assert {type(entry) for entry in x.numbers()} == {Real} and type(xp.value(x[0])) is Real
    assert type(optima.lp_value(xp.exact([1]), xp.exact([[-1]]), xp.exact([-1])).numbers()[()]) is Real
    assert xp.floats(x).numbers().tolist() == [0.5, 3] and xp.dot(x[:0], x[:0]).fractions()[()] == 0


def test_a_batch_of_systems_is_solved_where_some_matrices_are_rational_alone() -> None:
    root = xp.sqrt(xp.exact([[1, 2, 4]], batched=True)[0])
    matrix = xp.stack([xp.stack([root, 0 * root]), xp.stack([0 * root, 0 * root + 1])])
    (first, second) = xp.solve(matrix, xp.exact([1, 1])).numbers(batched=True)
    assert [first[0], first[2], *second] == [1, Fraction(1, 2), 1, 1, 1] and abs(float(first[1]) - 0.5**0.5) < 1e-12


def test_products_make_no_forms_of_what_is_no_rational() -> None:
    """A rational number in the first place, and then one whose form nobody asked for."""
    x = xp.exp(xp.exact([0, 1, 2]))
    matrix = xp.stack([x * x, x, x])
    _ = xp.dot(matrix, matrix), xp.solve(matrix + xp.exact(np.diag([9, 99, 999])), x), xp.dot(xp.exact([[1, 2, 3]]), x)
    assert all(entry.pending is not None for entry in matrix.numbers()[:, 2])


def test_no_rows_times_a_batch_are_a_batch() -> None:
    rows, one = np.empty((0, 2, 3), dtype=object), exact.lifted([[[1]], [[2]]])
    assert exact.dot(rows, one).shape == (0, 1, 3)
