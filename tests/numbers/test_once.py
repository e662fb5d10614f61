"""A function is called once for the same objects, and its results are those of each entry alone."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import pytest
from flint import fmpq

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import exact
from theory_lab.numbers.ground.once import FEW, accumulated, folded, gather, of_equal, once
from theory_lab.numbers.reals.real import Real


class Counted:
    """An elementwise sum of texts that counts the sums."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, x: Any, y: Any) -> Any:
        self.calls += np.broadcast(x, y).size
        return x + y


def texts(rng: np.random.Generator, shape: tuple[int, ...], few: int) -> np.ndarray:
    """Texts of which there are a few, each one object, or as many as entries where ``few`` is 0."""
    kinds = np.array([f"<{k}>" for k in range(few or int(np.prod(shape)))], dtype=object)
    return kinds[rng.integers(0, few, shape) if few else rng.permutation(len(kinds)).reshape(shape)]


@pytest.mark.parametrize(("left", "right"), [((5, 100), (5, 100)), ((5, 1), (1, 100)), ((500,), (1,)), ((2, 3), (3,))])
@pytest.mark.parametrize("few", [1, 4, 40, 0])
def test_results_are_those_of_each_entry_alone(left: tuple[int, ...], right: tuple[int, ...], few: int) -> None:
    rng = np.random.default_rng(0)
    x, y, f = texts(rng, left, few), texts(rng, right, few), Counted()
    found = once(f, x, y)
    assert found.shape == (x + y).shape and (found == x + y).all()
    if found.size >= FEW and few == 4:
        assert 0 < f.calls <= 16
        assert len({*map(id, found.ravel().tolist())}) == f.calls
    if few == 0 or found.size < FEW:
        assert f.calls == found.size  # of no use: each by itself


def test_what_is_raised_is_that_of_the_first_entry() -> None:
    def refuse(x: Any) -> Any:
        raise ValueError(x)

    for entries, first in ((["a", "b"] * 99, "a"), (["b"] * 9 + ["a"] * 99, "b")):
        with pytest.raises(ValueError, match=first):
            once(refuse, np.array(entries, dtype=object))


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("few", [2, 0])
def test_reductions_go_from_the_first_entry_on(axis: int, few: int) -> None:
    array = texts(np.random.default_rng(1), (6, 6, 80), few)
    sums = np.add.accumulate(array, axis=axis)
    assert (accumulated(operator.add, array, axis) == sums).all()
    assert (folded(operator.add, array, axis) == np.take(sums, -1, axis)).all()
    totals, wanted = np.full((3, 6, 80), "", dtype=object), np.full((3, 6, 80), "", dtype=object)
    places = np.array([2, 0, 2, 2, 0, 2])
    gather(operator.add, totals, places, array)
    np.add.at(wanted, places, array)
    assert (totals == wanted).all() and (totals[1] == "").all()


@pytest.mark.parametrize(("values", "made"), [(7, 7), (10**6, 1000)])
def test_equal_entries_of_a_few_values_become_one_object(values: int, made: int) -> None:
    array = np.array([fmpq(k % values, 9) for k in range(1000)], dtype=object).reshape(10, 100)
    found = of_equal(Real, lambda entry: (int(entry.p), int(entry.q)), array)
    assert all(type(number) is Real and number.q == entry for number, entry in zip(found.flat, array.flat, strict=True))
    assert len({*map(id, found.flat)}) == made


@pytest.mark.parametrize("forms", [False, True])
@pytest.mark.parametrize("bits", [64, 256])
def test_exact_numbers_side_by_side_are_those_of_each_alone(bits: int, forms: bool) -> None:
    """Balls to the last bit, and the forms: what numbers share changes none of them."""
    rng = np.random.default_rng(2)
    weights = rng.integers(1, 7, (2, 4, 300))
    laws = [
        [[fmpq(int(w), int(column.sum())) for w, column in zip(row, part.T, strict=True)] for row in part] for part in weights
    ]

    def formula(p: Array, q: Array) -> list[Array]:
        logs, roots = xp.log(p) - xp.log(q), xp.sqrt(p) - xp.sqrt(q)
        ids = np.array([1, 0, 1, 2])
        return [
            xp.sum(p * logs), xp.sum(roots**2), xp.max(abs(logs)), xp.min(xp.minimum(logs, roots)), xp.prod(xp.exp(logs)),
            xp.cumsum(-roots, 0)[2], xp.segment_sum(logs, ids, 3)[1], xp.sum(xp.where(logs >= 0, p, logs / 3)),
        ]  # fmt: skip

    with xp.precision(bits, forms):
        together = formula(*(Array(exact, np.array(law, dtype=object)) for law in laws))
        for k in range(0, 300, 7):
            alone = formula(*(Array(exact, np.array(law, dtype=object)[:, k : k + 1]) for law in laws))
            for many, single in zip(together, alone, strict=True):
                a, b = many.numbers(batched=True).ravel()[k], single.numbers(batched=True).item()
                assert a.ball.mid() == b.ball.mid() and a.ball.rad() == b.ball.rad()
                if forms:
                    assert a.form == b.form and a.q == b.q
