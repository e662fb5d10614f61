"""Every function agrees with a rational oracle in every arithmetic, and says what is wrong with its arguments."""

from __future__ import annotations

import math
import operator
import random
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.arithmetics import MAKERS, assert_agrees, ends
from theory_lab import numbers as xp
from theory_lab.numbers import Array, Branched, Indeterminate, Real, Undecided
from theory_lab.numbers.arithmetics import exact

EVERY = pytest.mark.parametrize("make", list(MAKERS.values()), ids=list(MAKERS))
weights = st.integers(0, 9)


@cache
def _rows(k: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(weights, min_size=k, max_size=k), min_size=1, max_size=4)


tables = st.integers(1, 4).flatmap(_rows)


def fractions(table: list) -> np.ndarray:
    return np.frompyfunc(Fraction, 1, 1)(np.array(table, dtype=object))


@EVERY
@given(tables, tables)
def test_reductions(make, table: list, other: list) -> None:
    x, truth = make(table), fractions(table)
    for name in ("sum", "prod", "max", "min"):
        function = getattr(xp, name)
        assert_agrees(function(x), getattr(np, name)(truth), ulps=64)
        for axis in (0, 1, -1, -2):
            assert_agrees(function(x, axis), getattr(np, name)(truth, axis=axis), ulps=64)
    for axis in (0, 1, -1):
        assert_agrees(xp.cumsum(x, axis), np.cumsum(truth, axis=axis), ulps=64)
    assert_agrees(x.T @ make(table)[:, 0], truth.T @ truth[:, 0], ulps=64)
    assert_agrees(xp.dot(x[0], x.T), truth[0] @ truth.T, ulps=64)
    assert_agrees(xp.dot(x.T, x), truth.T @ truth, ulps=64)
    assert_agrees(xp.outer(x[0], make(other)[0]), np.outer(truth[0], fractions(other)[0]))


@EVERY
@given(st.data())
def test_segment_sums(make, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(weights, st.tuples(weights, weights)), max_size=8))
    ids, table = np.array([i for i, _ in rows], dtype=int), [list(row) for _, row in rows]
    expected = np.full((10, 2), Fraction(0), dtype=object)
    for target, row in zip(ids, fractions(table), strict=True):
        expected[target] += row
    x = make(table) if rows else xp.zeros((0, 2), like=make([1]))
    assert_agrees(xp.segment_sum(x, ids, 10), expected, ulps=32)


@EVERY
def test_elementwise_functions(make) -> None:
    x, y = make([0, 1, 4, 9]), make([2, 1, 3, 9])
    assert_agrees(xp.sqrt(x), [0, 1, 2, 3])
    assert_agrees(xp.maximum(x, y), [2, 1, 4, 9])
    assert_agrees(xp.minimum(x, y), [0, 1, 3, 9])
    assert_agrees(xp.maximum(x, 2), [2, 2, 4, 9])
    assert_agrees(xp.minimum(2, x), [0, 1, 2, 2])
    assert_agrees(xp.absolute(x - y), [2, 0, 1, 0])
    assert_agrees(xp.at_least(x, y), [0, 1, 1, 1])
    assert_agrees(xp.at_least(2, x), [1, 1, 0, 0])
    assert_agrees(xp.where(x > y, x, 0), [0, 0, 4, 0])
    assert_agrees(xp.where(x >= y, xp.INFINITY, y), [2, math.inf, math.inf, math.inf])
    assert_agrees(xp.where(np.array([True, False, True, False]), x, y), [0, 1, 4, 9])
    assert_agrees(xp.indicator(x > y), [0, 0, 1, 0])
    assert bool(xp.all(x >= 0)) and not bool(xp.all(x > y)) and bool(xp.any(x > y)) and not bool(xp.any(x > 9))
    assert bool(xp.all(x[:, None] + x[None, :] >= 0)) and xp.all(x > 1).shape == ()


@EVERY
def test_logarithms_and_exponentials(make) -> None:
    with_zero = xp.log(make([0, 1]))
    assert_agrees(with_zero, [-math.inf, 0])
    for argument in (Fraction(1, 7), 3, 10):
        for function, value in ((xp.log, math.log(argument)), (xp.exp, math.exp(argument))):
            (low,), (high,) = (end.ravel() for end in ends(function(make([argument]))))
            assert float(low) == pytest.approx(value, rel=4e-15) and low <= high
    assert_agrees(xp.exp(xp.log(make([0]))), [0])


def test_functions_of_constants_are_exact() -> None:
    assert xp.log(8) / xp.log(2) == 3
    assert xp.value(xp.sqrt(xp.ratio(1, 4))).fraction == Fraction(1, 2)
    assert xp.value(xp.maximum(1, Fraction(3, 2))).fraction == Fraction(3, 2)
    assert xp.one == 1 and isinstance(xp.one, Fraction)
    for wrong in (0.5, "a", None):
        with pytest.raises(TypeError):
            xp.log(wrong)


@EVERY
def test_structures(make) -> None:
    x, y = make([1, 2]), make([3, 4])
    assert_agrees(xp.stack([x, y]), [[1, 2], [3, 4]])
    assert_agrees(xp.stack([x[0], 5, Fraction(1, 2)]), [1, 5, Fraction(1, 2)])
    assert_agrees(xp.concatenate([x, y, np.array([7])]), [1, 2, 3, 4, 7])
    assert_agrees(xp.broadcast_to(x, (3, 2)), [[1, 2]] * 3)
    assert_agrees(xp.full((2,), Fraction(1, 3), like=x) * 3, [1, 1])
    assert_agrees(xp.zeros((1, 2), like=x), [[0, 0]])
    assert_agrees(xp.full(3, Fraction(1, 2), like=x), [Fraction(1, 2)] * 3)
    assert xp.zeros(np.int64(2), like=x).shape == (2,)
    assert_agrees(xp.ones((), like=x), 1)
    with pytest.raises(TypeError, match="float"):
        xp.full((2,), 0.5, like=x)
    with pytest.raises(ValueError, match="no arrays"):
        xp.stack([])
    with pytest.raises(ValueError):
        xp.stack([x, y[0]])


def test_batches_of_different_length_are_put_together() -> None:
    many, one = xp.floats(np.arange(6.0).reshape(2, 3), batched=True), xp.floats([7.0, 8.0])
    np.testing.assert_array_equal(xp.stack([many, one]).payload[1], [[7.0] * 3, [8.0] * 3])
    np.testing.assert_array_equal(xp.concatenate([one, many]).payload[:2], [[7.0] * 3, [8.0] * 3])


@pytest.mark.parametrize("make", [xp.exact, xp.floats], ids=["exact", "float"])
@given(
    st.lists(st.lists(st.integers(-5, 5), min_size=3, max_size=3), min_size=3, max_size=3),
    st.lists(weights, min_size=3, max_size=3),
)
def test_solutions_solve(make, matrix: list, right: list) -> None:
    determinant = round(np.linalg.det(np.array(matrix, dtype=float)))
    if determinant == 0:
        if make is xp.exact:
            with pytest.raises(ZeroDivisionError):
                xp.solve(make(matrix), make(right))
        return
    solution = xp.solve(make(matrix), make(right))
    if make is xp.exact:
        assert bool(xp.all(make(matrix) @ solution == make(right)))
    else:
        np.testing.assert_allclose((make(matrix) @ solution).payload[..., 0], right, atol=1e-10)
    wide = xp.solve(make(matrix), make(np.array([right, right]).T))
    assert wide.shape == (3, 2)


def test_a_long_system_is_one() -> None:
    """Lengths are compared as numbers: those of 257 and more are different objects."""
    right = np.arange(300.0)
    assert (xp.solve(xp.floats(2 * np.eye(300)), xp.floats(right)).payload[..., 0] == right / 2).all()


def test_a_rational_system_keeps_the_forms_of_its_right_side() -> None:
    logs = xp.log(xp.exact([2, 3]))
    solution = xp.solve(xp.exact([[2, 1], [1, 1]]), logs)
    assert bool(xp.all(solution == xp.stack([xp.log(xp.ratio(2, 3)), 2 * xp.log(3) - xp.log(2)])))


def test_systems_of_balls_are_enclosed_or_open() -> None:
    root = xp.sqrt(2)
    matrix = xp.stack([xp.stack([root, 1]), xp.stack([1, root])])
    solution = xp.solve(matrix, xp.exact([1, 0]))
    assert bool(xp.all(abs(matrix @ solution - np.array([1, 0])) < Fraction(1, 10**15)))
    singular = xp.stack([xp.stack([root, 2]), xp.stack([1, root])])
    with pytest.raises(Undecided, match="may be singular"):
        xp.solve(singular, xp.exact([1, 0]))
    with pytest.raises(Undecided):
        xp.solve(xp.intervals([[1]]), xp.intervals([1]))


def blurred() -> Array:
    """A ball around [0, 2]."""
    return xp.exact([Real(None, arb(0).union(arb(2)))])


@pytest.mark.parametrize(
    "make", [blurred, lambda: xp.intervals([1]) * 0 + xp.concatenate([_interval(0, 2)])], ids=["exact", "interval"]
)
def test_open_choices_enclose_both_sides(make) -> None:
    x = make()
    for found, low, high in (
        (xp.at_least(x, 1), 0, 1),
        (xp.indicator(x > 1), 0, 1),
        (xp.where(x > 1, 10, 3), 3, 10),
        (xp.maximum(x, 1), 1, 2),
        (xp.minimum(x, 1), 0, 1),
        (xp.max(xp.concatenate([x, x + 1])), 1, 3),
        (xp.absolute(x - 1), 0, 1),
    ):
        (least,), (most,) = (end.ravel() for end in ends(found))
        assert Fraction(low) - Fraction(1, 10**6) <= least <= low and high <= most <= Fraction(high) + Fraction(1, 10**6)
    truth = xp.all(x >= 1)
    assert not truth.sure.any() and truth.possible.all()
    with pytest.raises(Undecided):
        bool(xp.any(x > 1))


def _interval(low: int, high: int) -> Array:
    from theory_lab.numbers.arithmetics import interval

    return Array(interval, interval.Interval(np.array([[float(low)]]), np.array([[float(high)]])))


def test_an_open_choice_of_infinity_is_undecided() -> None:
    with pytest.raises(Undecided, match="infinity"):
        xp.where(blurred() > 1, xp.INFINITY, 0)


def test_forms_without_a_value_raise_in_exact_arithmetic() -> None:
    infinite = xp.where(xp.exact([1]) > 0, xp.INFINITY, 0)
    for form in (lambda: infinite - infinite, lambda: 0 * infinite, lambda: infinite / infinite):
        with pytest.raises(Indeterminate):
            form()
    with pytest.raises(ZeroDivisionError):
        1 / xp.exact([0])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: xp.sum([1, 2]), TypeError, "wrap it with exact"),
        (lambda: xp.sum(np.array([1, 2])), TypeError, "sum takes an array"),
        (lambda: xp.sum(xp.exact([1, 2]), 1), ValueError, "axis 1 does not exist"),
        (lambda: xp.cumsum(xp.exact([1, 2]), -2), ValueError, "axis -2 does not exist"),
        (lambda: xp.dot(xp.exact([1]), xp.exact([1, 2])), ValueError, "no inner product"),
        (lambda: xp.dot(xp.exact([[[1]]]), xp.exact([1])), ValueError, "no inner product"),
        (lambda: xp.segment_sum(xp.exact([1, 2]), np.array([0]), 1), ValueError, "2 rows need as many"),
        (lambda: xp.segment_sum(xp.exact([1]), np.array([True]), 1), ValueError, "whole ids"),
        (lambda: xp.segment_sum(xp.floats([1.0]), np.array([1]), 1), ValueError, "do not lie in 0..0"),
        (lambda: xp.segment_sum(xp.floats([1.0]), np.array([-1]), 1), ValueError, "do not lie in 0..0"),
        (lambda: xp.where(xp.exact([1]), 1, 0), TypeError, "neither a comparison nor a boolean"),
        (lambda: xp.maximum(xp.exact([1]), 0.5), TypeError, r"Fraction\(1, 2\)"),
        (lambda: xp.exact(0.5), TypeError, "not exact"),
        (lambda: xp.exact([[1, 2], [3]]), TypeError, "not exact"),
        (lambda: xp.solve(xp.exact([[1, 2]]), xp.exact([1])), ValueError, "no linear system"),
        (lambda: xp.solve(xp.floats(np.eye(2)), xp.floats([1.0])), ValueError, "no linear system"),
        (lambda: bool(xp.exact([1])), TypeError, "no truth value"),
        (lambda: xp.exact(xp.floats([1.0])), TypeError, "only exact arrays"),
        (lambda: xp.value(xp.exact([1, 2])), ValueError, "no single number"),
        (lambda: xp.value(xp.floats(np.ones(3), batched=True)), ValueError, "3 instances"),
        (lambda: xp.iterate(lambda x: x, xp.exact(1), -1), ValueError, "cannot run -1 times"),
        (lambda: xp.floats(xp.intervals([1])), TypeError, "only exact arrays"),
    ],
)
def test_wrong_arguments(call, error, message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_values() -> None:
    assert xp.value(xp.floats(0.5)) == 0.5 and type(xp.value(xp.floats(0.5))) is float
    assert xp.value(xp.logs(0.0)) == 1
    assert xp.value(xp.exact("3/8")).fraction == Fraction(3, 8)
    assert xp.value(xp.intervals(Fraction(1, 2))) == (0.5, 0.5)
    assert xp.value(xp.floats(xp.exact([["1/4"]]))[0, 0]) == 0.25
    assert xp.value(xp.intervals(xp.exact("1/4"))) == (0.25, 0.25)


@xp.formula
def shares(x: Array, scale: Fraction | float = Fraction(1)) -> tuple[Array, xp.Truth, int]:
    """The entries over their sum, whether they are large, and how many there are."""
    return scale * x / xp.sum(x), x >= xp.max(x), len(x)


def test_formulas_take_raw_arrays_and_return_raw_ones() -> None:
    parts, largest, count = shares(np.array([1.0, 3.0]))
    assert type(parts) is np.ndarray and parts.tolist() == [0.25, 0.75]
    assert largest.tolist() == [False, True] and count == 2
    assert shares(np.array([1.0, 3.0]), 0.5)[0].tolist() == [0.125, 0.375]
    assert shares(np.array([1.0, 3.0]), scale=0.5)[0].tolist() == [0.125, 0.375]
    assert shares(xp.exact([1, 3]))[0].arithmetic.NAME == "exact"
    assert type(xp.sum(np.array([1.0, 2.0]))) is float and xp.log(np.float64(1.0)) == 0.0
    with pytest.raises(TypeError, match=r"Fraction\(1, 2\)"):
        shares(xp.exact([1, 3]), 0.5)
    with pytest.raises(TypeError, match="wrap both"):
        xp.maximum(np.array([1.0]), xp.floats([1.0]))
    with pytest.raises(TypeError, match="wrap it with exact"):
        shares([1.0, 3.0])


def test_iterate_is_a_plain_loop() -> None:
    pair = xp.iterate(lambda s: (s[1], s[0] + s[1]), (xp.exact(0), xp.exact(1)), 30)
    assert bool(pair[0] == 832040)
    assert xp.iterate(lambda x: 2 * x, xp.floats([1.0]), 10).payload.tolist() == [[1024.0]]


def test_branching_on_a_batch_raises() -> None:
    batch = xp.floats(np.array([1.0, 2.0]), batched=True)
    with pytest.raises(Branched):
        bool(xp.all(batch > 1))
    assert xp.value(xp.sum(xp.where(batch > 1, batch, 0)).restructured(lambda p: p[1:])) == 2


OF_TABLES = {
    "sum": lambda x: xp.sum(x, 0),
    "prod": lambda x: xp.prod(x, 1),
    "max": xp.max,
    "min": lambda x: xp.min(x, 1),
    "cumsum": xp.cumsum,
    "dot": lambda x: x @ x,
    "static dot": lambda x: xp.dot(np.array([[1, 2], [0, 3]]), x),
    "solve": lambda x: xp.solve(x + 12 * np.eye(2, dtype=int), x[0]),
    "outer": lambda x: xp.outer(x[0], x[:, 1]),
    "segments": lambda x: xp.segment_sum(x, np.array([1, 1]), 3),
    "where": lambda x: xp.where(x > 3, x, -x),
    "log": lambda x: xp.log(x + 1),
    "maximum": lambda x: xp.maximum(x, x.T),
    "indicator": lambda x: xp.at_least(x, x.T),
    "iterate": lambda x: xp.iterate(lambda y: y @ x, x, 3),
}


@pytest.mark.parametrize("function", OF_TABLES.values(), ids=OF_TABLES.keys())
@given(st.lists(st.lists(weights, min_size=4, max_size=4), min_size=2, max_size=3))
def test_an_exact_batch_is_its_instances(function, tables: list) -> None:
    singles = [xp.exact(np.array(table, dtype=object).reshape(2, 2)) for table in tables]
    batch = xp.exact(np.array(tables, dtype=object).T.reshape(2, 2, -1), batched=True)
    result = function(batch).payload
    assert result.shape[-1] == len(tables)
    for k, single in enumerate(singles):
        expected = function(single).payload[..., 0]
        assert [str(entry) for entry in result[..., k].ravel()] == [str(entry) for entry in expected.ravel()]


def test_what_looks_at_values_refuses_an_exact_batch() -> None:
    x = xp.exact(np.arange(12, dtype=object).reshape(2, 2, 3), batched=True)
    with pytest.raises(Branched, match="a batch of 3"):
        xp.lp_value(x[0], -x, -x[1])


def test_matrices_of_a_batch_are_multiplied_and_solved_instance_by_instance() -> None:
    """A batch with one matrix for each of three vectors, and with one for all; by sums of products of fractions."""
    rng = random.Random(0)
    matrices = [[[Fraction(rng.randrange(-4, 5), rng.randrange(1, 4)) for _ in range(3)] for _ in range(2)] for _ in range(3)]
    vectors = [[Fraction(rng.randrange(-4, 5), rng.randrange(1, 4)) for _ in range(3)] for _ in range(3)]
    batched = [np.stack([exact.lifted(one) for one in ones], axis=-1) for ones in (matrices, vectors)]
    for left, shared in ((batched[0], False), (batched[0][..., :1], True)):
        found = exact.numbers(exact.dot(left, batched[1]))
        assert found.shape == (2, 3)
        for k, vector in enumerate(vectors):
            rows = matrices[0 if shared else k]
            assert [entry.fraction for entry in found[:, k]] == [sum(map(operator.mul, row, vector)) for row in rows]
    for right in (batched[0][:, 0], batched[0][:, :2]):
        whole = np.stack([exact.lifted([[2, k], [1, 1 - k * k]]) for k in range(3)], axis=-1)
        solved = exact.solve(whole, right)
        for k in range(3):
            assert (np.dot(whole[..., k], solved[..., k]) == right[..., k]).all()
