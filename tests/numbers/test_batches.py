"""A formula sees one instance: the batch axis stays hidden, constants are exact, floats and open truths raise."""

from __future__ import annotations

import operator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Branched, Truth, Undecided
from theory_lab.numbers.reals.precisions import deciding

HALF = Fraction(1, 2)
WEIGHTS = np.array([[1, 2, 3, 4], [4, 3, 2, 1], [5, 5, 5, 5]])  # three entries, four instances
MAKERS = {
    "exact": lambda rows: xp.exact(rows[:, :1])[:, 0],
    "interval": lambda rows: Array(xp.intervals(rows).arithmetic, xp.intervals(rows).restructured(lambda x: x[..., 0]).payload),
    "float": lambda rows: xp.floats(rows, batched=True),
    "log": lambda rows: xp.logs(0).restructured(lambda _: np.log(rows)),
}
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]


@pytest.fixture(params=list(MAKERS))
def batch(request: pytest.FixtureRequest) -> Array:
    return MAKERS[request.param](WEIGHTS)


def numbers(x: Array) -> np.ndarray:
    """Floats of an array, batch axis last."""
    if x.arithmetic.NAME == "interval":
        return (x.payload.lo + x.payload.hi) / 2
    if x.arithmetic.NAME == "log":
        from theory_lab.numbers.arithmetics.logfloat import linear

        return linear(x.payload)
    return x.payload.astype(float)


def instances(x: Array) -> np.ndarray:
    return WEIGHTS[:, : x.number_of_instances].astype(float)


def test_shapes_hide_the_batch(batch: Array) -> None:
    assert batch.shape == (3,) and len(batch) == 3 and batch.ndim == 1 and batch.size == 3
    assert batch.number_of_instances == (1 if batch.arithmetic.NAME == "exact" else 4)
    assert batch[0].shape == () and batch[1:].shape == (2,) and batch[None].shape == (1, 3)
    assert [entry.shape for entry in batch] == [(), (), ()]
    assert batch.reshape(3, 1).T.shape == batch.reshape((3, 1)).T.shape == batch.reshape([3, 1]).T.shape == (1, 3)
    assert (batch[:, None] * batch[None, :]).shape == (3, 3)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("constant", [3, HALF, np.int64(3), -2])
def test_constants_mix_in_every_arithmetic(batch: Array, operation, constant) -> None:
    expected = instances(batch)
    np.testing.assert_allclose(numbers(operation(batch, constant)), operation(expected, float(constant)), rtol=1e-15)
    np.testing.assert_allclose(numbers(operation(constant, batch)), operation(float(constant), expected), rtol=1e-15)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_static_arrays_of_whole_numbers_and_fractions_mix(batch: Array, operation) -> None:
    static = np.array([7, 1, 2])
    expected = operation(static[:, None].astype(float), instances(batch))
    np.testing.assert_allclose(numbers(operation(static, batch)), expected, rtol=1e-15)
    fractions = np.array([Fraction(7), Fraction(1), Fraction(2)], dtype=object)
    np.testing.assert_allclose(numbers(operation(fractions, batch)), expected, rtol=1e-15)
    np.testing.assert_allclose(numbers(operation(xp.exact([7, 1, 2]), batch)), expected, rtol=1e-15)


def test_irrational_constants_mix_in_every_arithmetic(batch: Array) -> None:
    for constant, value in ((xp.log(2), np.log(2)), (xp.sqrt(xp.exact([2, 3, 5])), np.sqrt([[2], [3], [5]]))):
        np.testing.assert_allclose(numbers(constant * batch), value * instances(batch), rtol=4e-16)
        np.testing.assert_allclose(numbers(batch * constant), value * instances(batch), rtol=4e-16)


def test_an_irrational_constant_is_enclosed_in_intervals() -> None:
    product = (xp.intervals(1) * xp.log(2)).payload
    low, high = xp.value(xp.log(2)).bounds()
    assert product.lo[0] < product.hi[0]
    assert Fraction(product.lo[0]) <= low <= high <= Fraction(product.hi[0])


@pytest.mark.parametrize("operation", [*OPERATIONS, operator.ge, operator.lt, operator.eq])
def test_a_float_constant_raises_and_names_the_fraction(batch: Array, operation) -> None:
    for value in (0.1, np.float64(0.1), np.float32(0.5)):
        with pytest.raises(TypeError, match=r"the float .*write Fraction\(1, (10|2)\)"):
            operation(batch, value)
    with pytest.raises(TypeError, match="the float nan is no exact constant"):
        operation(batch, float("nan"))
    with pytest.raises(TypeError, match="wrap it with floats"):
        operation(batch, np.array([0.5, 0.5, 0.5]))
    for value in ("1/2", None, [1, 2, 3], True):
        with pytest.raises(TypeError, match="neither an array of numbers nor an exact constant"):
            operation(batch, value)
    with pytest.raises(TypeError, match=r"exact constant; write stack\(\[1, 2, 3\]\)$"):
        operation(batch, [1, 2, 3])


def test_a_float_on_the_left_raises_too(batch: Array) -> None:
    for value in (0.25, np.float64(0.25)):
        with pytest.raises(TypeError, match=r"Fraction\(1, 4\)"):
            value * batch


def test_the_square_batch_that_broadcasts_wrongly_without_a_batch_axis() -> None:
    rows = np.arange(9.0).reshape(3, 3) + 1
    p = xp.floats(rows, batched=True)
    np.testing.assert_array_equal((p / xp.sum(p)).payload, rows / rows.sum(axis=0))
    np.testing.assert_array_equal(p[1].payload, rows[1])


def test_batches_of_size_one_are_shared() -> None:
    many, shared = xp.floats(WEIGHTS, batched=True), xp.floats([1.0, 2.0, 3.0])
    np.testing.assert_array_equal((many + shared).payload, WEIGHTS + np.array([[1.0], [2.0], [3.0]]))


def test_powers_are_whole_numbers_or_fractions(batch: Array) -> None:
    np.testing.assert_allclose(numbers(batch**3), instances(batch) ** 3, rtol=1e-14)
    np.testing.assert_allclose(numbers(batch**-2), instances(batch) ** -2.0, rtol=1e-14)
    np.testing.assert_allclose(numbers(batch**0), np.ones((3, batch.number_of_instances)))
    np.testing.assert_allclose(numbers(batch ** Fraction(6, 3)), instances(batch) ** 2, rtol=1e-14)
    np.testing.assert_allclose(numbers((batch**2) ** HALF), abs(instances(batch)), rtol=1e-14)
    for exponent in (0.5, 2.0, "2"):
        with pytest.raises(TypeError, match="whole number or a Fraction"):
            batch**exponent


@given(st.data())
def test_indexing_is_numpys(data: st.DataObject) -> None:
    table = np.arange(24).reshape(2, 3, 4)
    parts = [
        st.sampled_from([0, -1, slice(None), slice(1, None), slice(None, None, -1), Ellipsis, None]),
        st.sampled_from([np.array([1, 0, 1]), np.array([0, 0]), np.array([True, False])]),
    ]
    index = tuple(data.draw(st.lists(st.one_of(*parts), max_size=4)))
    try:
        expected = table[index]
    except IndexError:
        with pytest.raises(IndexError):
            xp.floats(table)[index]
        return
    for make in (xp.floats, xp.exact, xp.intervals):
        found = make(table)[index]
        assert found.shape == expected.shape
        np.testing.assert_array_equal(numbers(found)[..., 0], expected)


def test_an_index_never_reaches_the_batch(batch: Array) -> None:
    for index in ((0, 0), (Ellipsis, 0, 0), 3, -4):
        with pytest.raises(IndexError):
            batch[index]
    with pytest.raises(IndexError):
        batch[0][0]
    with pytest.raises(TypeError, match="no length"):
        len(batch[0])
    with pytest.raises(TypeError):
        iter(batch[0]).__next__()


def test_an_index_that_depends_on_the_instance_raises(batch: Array) -> None:
    for index in (batch[0], batch > 1, (0, batch)):
        with pytest.raises(TypeError, match="must not depend on the instance"):
            batch[index]


def test_arithmetics_do_not_mix_but_exact_constants_and_logs_do() -> None:
    floats, intervals, logs = xp.floats([1.0]), xp.intervals([1]), xp.logs([0.0])
    for left, right in ((floats, intervals), (intervals, logs)):
        with pytest.raises(TypeError, match="do not mix"):
            left + right
        with pytest.raises(TypeError, match="do not mix"):
            xp.stack([left, right, xp.exact([1])])
    assert xp.value((floats + logs)[0]) == 2
    assert (xp.exact([1]) + floats).arithmetic.NAME == "float"


def test_truths() -> None:
    p = xp.floats(WEIGHTS, batched=True)
    truth = (p > 1) & ~(p > 4)
    np.testing.assert_array_equal(truth.sure, (WEIGHTS > 1) & (WEIGHTS <= 4))
    np.testing.assert_array_equal(((p > 4) | (p < 2)).sure, (WEIGHTS > 4) | (WEIGHTS < 2))
    np.testing.assert_array_equal((p == 4).sure, WEIGHTS == 4)
    np.testing.assert_array_equal((p != 4).sure, WEIGHTS != 4)
    assert truth.shape == (3,) and truth.is_decided


def test_static_masks_combine_with_truths() -> None:
    p, mask = xp.floats(WEIGHTS, batched=True), np.array([True, False, True])
    for truth in ((p > 2) & mask, mask & (p > 2)):
        np.testing.assert_array_equal(truth.sure, (WEIGHTS > 2) & mask[:, None])
    for truth in ((p > 2) | mask, mask | (p > 2), (p > 2) | True & mask):
        np.testing.assert_array_equal(truth.sure, (WEIGHTS > 2) | mask[:, None])
    with pytest.raises(TypeError, match="neither a comparison nor a boolean"):
        (p > 2) & np.array([1, 0, 1])


def test_bool_is_for_one_decided_answer() -> None:
    assert bool(xp.exact(2) > 1) and not bool(xp.floats(2.0) < 1)
    with pytest.raises(Branched, match="4 answers"):
        bool(xp.floats(WEIGHTS, batched=True)[0] > 1)
    with pytest.raises(ValueError, match=r"use all\(\) or any\(\)"):
        bool(xp.exact([1, 2]) > 1)
    third = xp.intervals(1) / 3
    for truth in (third * 3 >= 1, third * 3 > 1, third * 3 == 1, ~(third * 3 < 1)):
        with pytest.raises(Undecided):
            bool(truth)
    assert bool(third < HALF)


def test_an_open_exact_comparison_says_why() -> None:
    nested = xp.log(xp.log(3))
    with pytest.raises(Undecided, match="with no normal form, is 0 is open at 64 bits"):
        bool(nested + 1 - nested <= 1)
    with pytest.raises(Undecided, match="no normal form"):
        bool(xp.all(~(xp.stack([nested + 1 - nested, 0]) > 1)))


def test_arrays_have_no_hash_and_show_their_arithmetic() -> None:
    with pytest.raises(TypeError):
        hash(xp.exact(1))
    assert "exact" in repr(xp.exact([1, 2])) and "sure" in repr(xp.exact(1) > 0)
    assert isinstance(xp.exact(1) == 1, Truth)


def test_comparisons_are_equal_where_both_are_true_or_both_false() -> None:
    """Not where they are one object, which two are never."""
    rising, falling = xp.exact([1, 2, 3]) > 1, xp.exact([3, 2, 1]) > 1
    assert (rising == falling).sure[:, 0].tolist() == [False, True, False]
    assert (rising != falling).sure[:, 0].tolist() == [True, False, True]
    mask = np.array([False, True, True])
    for other in (xp.exact([0, 5, 5]) > 1, mask):
        assert bool(xp.all(rising == other)) and bool(xp.all(other == rising)) and not bool(xp.any(rising != other))
    one = xp.exact(1) > 0
    assert bool(one == True) and bool(one != False) and one in [True] and one not in [False]  # noqa: E712
    for nothing in (None, 1, "yes"):
        with pytest.raises(TypeError, match="is neither a comparison nor a boolean"):
            _ = one == nothing
    with pytest.raises(TypeError, match="unhashable"):
        _ = {True: 1}.get(one, 0)  # type: ignore[call-overload]


def test_matrix_products(batch: Array) -> None:
    square = xp.outer(batch, batch)
    expected = instances(batch)
    np.testing.assert_allclose(numbers(square @ batch), expected * (expected**2).sum(axis=0), rtol=1e-14)
    np.testing.assert_allclose(numbers(batch @ batch), (expected**2).sum(axis=0), rtol=1e-14)


def test_where_verdicts_are_decided_floats_compute_alone_and_meet_no_exact_numbers() -> None:
    floats, exact = xp.floats([1.0, 2.0]), xp.exact([1, 2])
    with deciding():
        assert xp.value(xp.dot(floats, floats)) == 5
        assert xp.concatenate([xp.zeros((1,), like=floats), floats * HALF]).shape == (3,)
        for mixture in (lambda: floats + exact, lambda: xp.dot(exact, floats), lambda: xp.stack([exact, floats])):
            with pytest.raises(TypeError, match="floats meet exact numbers"):
                mixture()
