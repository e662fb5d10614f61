"""The processor's own rounding gives the ends that the signs of errors give, is left as it was, and is not believed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from theory_lab.numbers.arithmetics import rounding
from theory_lab.numbers.ground import modes

OPERATIONS = {"total": rounding.total, "product": rounding.product, "quotient": rounding.quotient, "root": rounding.root}
THIRD, TENTH = np.array([1 / 3]), np.array([0.1])


@pytest.fixture
def unseen() -> Iterator[None]:
    """What was seen of the processor is looked at again, within the test and after it."""
    rounding._is_obeyed.cache_clear()
    yield
    rounding._is_obeyed.cache_clear()


def moderate(rng: np.random.Generator, shape: Any) -> np.ndarray:
    """Whole numbers, zeros, fractions and numbers around 1, far from underflow and overflow."""
    kinds = [np.zeros(shape), rng.integers(1, 100, shape) * 1.0, rng.random(shape), 1 + rng.integers(-4, 5, shape) * 2.0**-52]
    kinds.append(rng.random(shape) * 2.0 ** rng.integers(-300, 300, shape))
    return rng.choice([-1.0, 1.0], shape) * np.choose(rng.choice(len(kinds), shape), kinds)


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_processor_gives_the_ends_of_error_terms(name: str) -> None:
    """Otherwise intervals would depend on the machine; infinities, zeros and what has no value are among them."""
    assert rounding._is_obeyed() == modes.known()
    operation, rng = OPERATIONS[name], np.random.default_rng(0)
    special = np.array([0.0, 1.0, -1.0, np.inf, -np.inf, 1 / 3, 1e300])
    for x, y in (
        (moderate(rng, (3, 1000)), moderate(rng, (3, 1000))),
        (moderate(rng, (50, 1)), moderate(rng, 50)),
        (moderate(rng, 99)[::3], moderate(rng, (2, 33)).T[:, 1]),
        (special[:, None], special),
    ):
        if name in ("quotient", "root"):
            x, y = (np.abs(x), np.abs(x)) if name == "root" else (x, np.where(y == 0, 1, np.abs(y)))
        inputs = (x,) if name == "root" else (x, y)
        found = rounding.outward(operation, inputs, inputs)
        with np.errstate(all="ignore"):
            wanted = operation((-1, 1), *inputs)
        for a, b in zip(found, wanted, strict=True):
            assert (a == b).all()
        assert (found[0] is found[1]) == (wanted[0] == wanted[1]).all()


def test_both_ends_move_apart() -> None:
    lo, hi = rounding.outward(rounding.product, (THIRD, TENTH), (THIRD, TENTH))
    assert np.nextafter(lo, 1) == hi


@pytest.mark.skipif(not modes.known(), reason="this processor's modes have no names here")
def test_to_nearest_is_in_force_afterwards_also_where_an_operation_raises() -> None:
    nearest = (THIRD * TENTH)[0], (THIRD + TENTH)[0], 1 / 3 * 0.1
    modes.rounded(np.multiply, (-1, 1), (THIRD, TENTH))
    assert ((THIRD * TENTH)[0], (THIRD + TENTH)[0], THIRD.item() * 0.1) == nearest
    for direction in (-1, 1):
        with pytest.raises(TypeError):
            modes.rounded(np.multiply, (direction,), (THIRD, np.array(["no number"])))
        assert ((THIRD * TENTH)[0], (THIRD + TENTH)[0], THIRD.item() * 0.1) == nearest


@pytest.mark.parametrize("wrong", [(-1, -1), (1, 1), (1, -1)])
def test_a_processor_that_rounds_otherwise_is_not_believed(
    wrong: tuple[int, int], monkeypatch: pytest.MonkeyPatch, unseen: None
) -> None:
    """Where both modes are one or they are exchanged, and in arrays of one length alone: ends are those of error terms."""
    genuine, wanted = modes.rounded, rounding.outward(rounding.total, (THIRD, TENTH), (THIRD, TENTH))
    for length in (None, 1, 7, 64):
        rounding._is_obeyed.cache_clear()

        def spoiled(operation: np.ufunc, directions: Any, inputs: Any, length: int | None = length) -> list[np.ndarray]:
            if length in (None, max(len(x) for x in inputs)):
                directions = [wrong[direction > 0] for direction in directions]
            return genuine(operation, directions, inputs)

        monkeypatch.setattr(modes, "rounded", spoiled)
        assert not rounding._is_obeyed()
        found = rounding.outward(rounding.total, (THIRD, TENTH), (THIRD, TENTH))
        assert [end.tolist() for end in found] == [end.tolist() for end in wanted]


def test_where_modes_have_no_name_they_are_not_used(monkeypatch: pytest.MonkeyPatch, unseen: None) -> None:
    wanted = rounding.outward(rounding.root, (TENTH,), (TENTH,))
    for name in ("_DOWN_AND_UP", "_set"):
        with monkeypatch.context() as patch:
            rounding._is_obeyed.cache_clear()
            patch.setattr(modes, name, None)
            assert not modes.known() and not rounding._is_obeyed()
            assert rounding.outward(rounding.root, (TENTH,), (TENTH,)) == wanted
            with pytest.raises(RuntimeError, match="are not known"):
                modes.rounded(np.sqrt, (1,), (TENTH,))
    monkeypatch.setattr(modes, "_set", lambda mode: 1)
    with pytest.raises(RuntimeError, match="refuses"):
        modes.rounded(np.sqrt, (1,), (TENTH,))
