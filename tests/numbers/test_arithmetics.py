"""Each arithmetic has every function of the protocol, and arrays tell what is asked of them outside this package."""

from __future__ import annotations

import inspect
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.oracles.arithmetics import MAKERS
from theory_lab import numbers as xp
from theory_lab.numbers import Branched
from theory_lab.numbers.arithmetics import ARITHMETICS
from theory_lab.numbers.arithmetics.arithmetic import Arithmetic
from theory_lab.numbers.arithmetics.comparisons import recording
from theory_lab.numbers.words import words

ROOT = Path(xp.__file__).parent
FUNCTIONS = {name: function for name, function in vars(Arithmetic).items() if inspect.isfunction(function) and name[0] != "_"}
EVERY = pytest.mark.parametrize("arithmetic", (*ARITHMETICS, words), ids=lambda arithmetic: arithmetic.NAME)


@EVERY
def test_each_arithmetic_has_every_name(arithmetic: Arithmetic) -> None:
    assert len(FUNCTIONS) >= 32
    for name in (*FUNCTIONS, *Arithmetic.__annotations__):
        assert hasattr(arithmetic, name), f"{arithmetic.NAME} has no {name}"
    assert isinstance(arithmetic.NAME, str) and isinstance(arithmetic.IS_ROUNDED, bool)


@EVERY
def test_the_functions_take_what_is_declared(arithmetic: Arithmetic) -> None:
    for name, declared in FUNCTIONS.items():
        function = getattr(arithmetic, name)
        count = len(inspect.signature(declared).parameters) - 1
        if isinstance(function, np.ufunc):
            assert function.nin == count
        elif name != "restructure":
            inspect.signature(function).bind(*[None] * count)


def test_no_name_is_asked_for_by_its_letters() -> None:
    for path in ROOT.rglob("*.py"):
        assert not re.search(r"(get|has)attr\((\w+\.)?arithmetic\b", path.read_text(encoding="utf-8")), path


def test_what_is_stored_stays_inside() -> None:
    stored = re.compile(r"\.payload\b|\.NAME\b|\.arithmetic\b|\.kind [!=]= \"(exact|interval|float)\"")
    outside = set(ROOT.parent.rglob("*.py")) - set(ROOT.rglob("*.py"))
    assert len(outside) > 100
    for path in outside:
        assert not stored.search(path.read_text(encoding="utf-8")), path


def test_names_shared_with_numpy_are_those_that_both_have() -> None:
    from theory_lab.numbers.ground import refusals

    both = {name for name in xp.__all__ if hasattr(np, name) or hasattr(np.linalg, name)}
    assert both == refusals._SHARED


@pytest.mark.parametrize("name", list(MAKERS))
def test_arrays_tell_their_kind(name: str) -> None:
    x = MAKERS[name]([1, 2])
    assert x.kind == name and x.is_exact == (name == "exact") and x.is_float == (name == "float") and not x.is_jax
    assert x.is_rounded == (x > 1).is_rounded == (name in ("float", "log"))


@pytest.mark.parametrize("name", list(MAKERS))
def test_bounds_and_numbers(name: str) -> None:
    x = MAKERS[name]([[1, 2, 4], [0, 1, 1]])
    low, high = x.bounds()
    assert low.dtype == high.dtype == float and low.shape == high.shape == x.shape
    np.testing.assert_allclose(low, [[1, 2, 4], [0, 1, 1]], rtol=1e-15)
    assert (low <= high).all()
    if name == "interval":
        with pytest.raises(TypeError, match=r"no single number; look at its bounds\(\)"):
            x.numbers()
    else:
        np.testing.assert_allclose(x.numbers().astype(float), low, rtol=1e-15)
        assert x.numbers(batched=True).shape == (*x.shape, 1)


def test_bounds_enclose_what_is_no_float() -> None:
    third = xp.ratio(1, 3)
    for x in (xp.exact([third]), xp.intervals([third])):
        low, high = x.bounds()
        assert Fraction(low[0]) < third < Fraction(high[0]) and np.nextafter(low[0], 1) == high[0]
    low, high = xp.log(xp.exact([2, 3])).bounds()
    assert (np.nextafter(low, 9) == high).all()
    low, high = xp.exact(["1/2", "3/4"]).bounds(batched=True)
    assert low is high and low.tolist() == [[0.5], [0.75]]


def test_a_batch_is_looked_at_as_a_batch() -> None:
    batch = xp.floats([[1.0, 2.0]], batched=True)
    for look in (batch.numbers, batch.bounds, lambda: xp.stack([batch]).numbers()):
        with pytest.raises(Branched, match="a batch of 2"):
            look()
    assert batch.numbers(batched=True).tolist() == [[1, 2]] == batch.bounds(batched=True)[0].tolist()


def test_a_ratio_is_of_whole_numbers() -> None:
    assert xp.ratio(2, 6) == xp.ratio(Fraction(2, 3), 2) == Fraction(1, 3)
    for wrong in ((xp.exact(Fraction(1, 2)), 3), (1.5, 3)):
        with pytest.raises(TypeError, match=r"ratio takes whole numbers or fractions, as in ratio\(1, 3\), not .* divided by /"):
            xp.ratio(*wrong)


def test_fractions_are_those_of_exact_rationals() -> None:
    assert xp.exact([["1/2", 3]]).fractions().tolist() == [[Fraction(1, 2), Fraction(3)]]
    assert xp.exact("1/3").fractions()[()] == Fraction(1, 3)
    with pytest.raises(TypeError, match="not a rational number"):
        xp.log(xp.exact([2])).fractions()
    with pytest.raises(TypeError, match="float numbers are no fractions"):
        xp.floats([0.5]).fractions()


ENTRIES = [0, 1, Fraction(-1, 3), xp.INFINITY, -xp.INFINITY, *(xp.value(f(xp.exact(3))) for f in (xp.log, xp.sqrt, xp.exp))]


@pytest.mark.parametrize("forms", [True, False])
def test_an_equation_is_decided_as_both_inequalities(forms: bool) -> None:
    """By one look at the difference: sure, possible, and why it is open; whoever looks for ties is told of both."""
    with xp.precision(64, forms):
        pairs = [(a, b) for a in ENTRIES for b in ENTRIES]
        x, y = (xp.exact([pair[k] for pair in pairs]) for k in (0, 1))
        with recording() as noted:
            equal = x == y
        both = (x >= y) & (x <= y)
        assert (equal.sure == both.sure).all() and (equal.possible == both.possible).all() and equal.doubt == both.doubt
        assert [(a is x.payload, b is y.payload) for a, b in noted] == [(False, False), (True, True)]
        assert equal.is_decided == forms and equal.sure.sum() == len(ENTRIES) - 3 * (not forms)
