"""What Python and NumPy ask of array numbers in vain is answered by one sentence that says what to write."""

from __future__ import annotations

import math
import operator
from fractions import Fraction

import numpy as np
import pytest
from scipy import special

from theory_lab import numbers as xp
from theory_lab.measures.divergences import kl
from theory_lab.numbers.ground import refusals

THREE, PAIR = xp.exact(3), xp.exact([1, 2])
INT, FLOAT = "no Python int, .* a Count field gives one", "no Python float, .* write log, exp and sqrt of theory_lab.numbers"
EXPONENT = "a Count field gives one, and for other exponents use exp, log or sqrt"


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (lambda: range(THREE), INT),
        (lambda: int(THREE), INT),
        (lambda: [1, 2][THREE], INT),
        (lambda: math.comb(5, THREE), INT),
        (lambda: float(THREE), FLOAT),
        (lambda: math.log(THREE), FLOAT),
        (lambda: math.floor(THREE), FLOAT),
        (lambda: f"{THREE:d}", r"the format 'd' does not apply .* a Count field gives a Python int, and float\(value\(x\)\)"),
        (lambda: f"{PAIR:.3f}", r"the format '\.3f' does not apply"),
        (lambda: PAIR**THREE, EXPONENT),
        (lambda: 2**THREE, EXPONENT),
        (lambda: np.int64(2) ** THREE, EXPONENT),
        (lambda: PAIR // 2, "array numbers have no whole part, so that // and % do not apply; a Count field gives a Python int"),
        (lambda: PAIR % 2, "so that // and % do not apply"),
        (lambda: 7 // PAIR, "so that // and % do not apply"),
        (lambda: 7 % PAIR, "so that // and % do not apply"),
        (lambda: PAIR**0.5, "the exponent 0.5 is not a whole number"),
        (lambda: np.array([0.5, 0.5]) * PAIR, "a raw float64 array .*, since floats are not exact; write"),
        (lambda: np.array([True, False]) * PAIR, r"an array of truth values .*; write mask\.astype\(int\)"),
        (lambda: xp.exact([0.1]), r"the float 0\.1 is not exact; write Fraction\(1, 10\)"),
        (lambda: xp.exact([1e-14]), r"the float 1e-14 is not exact; write Fraction\(1, 100000000000000\)"),
        (lambda: xp.exact([math.log(2)]), r"is not exact; write what it is the value of, such as log\(2\) or sqrt\(2\)"),
        (lambda: kl([xp.exact(1), xp.exact(2)], xp.exact([1, 2])), r"kl takes arrays, not the list .*; stack\(\) its numbers"),
        (lambda: xp.intervals([np.float32(0.1)]), r"the float 0\.1 is not exact; write Fraction\(1, 10\)"),
        (lambda: xp.zeros((2,), like=np.array([1, 2])), r"array\(\[1, 2\]\) is no array of numbers; wrap it"),
    ],
)
def test_python_protocols_are_refused_by_what_serves_instead(request_, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        request_()


def test_without_a_format_arrays_show_themselves() -> None:
    assert f"{THREE}" == repr(THREE)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: np.sum(PAIR), r"np\.sum does not take array numbers; use sum of theory_lab\.numbers"),
        (lambda: np.log(PAIR), r"np\.log does .* use log of"),
        (lambda: np.abs(PAIR), r"np\.absolute does .* use absolute of"),
        (lambda: np.log2(PAIR), r"np\.log2 does .* write log\(x\) / log\(2\), with the functions of"),
        (lambda: np.maximum(1, PAIR), r"np\.maximum does .* use maximum of"),
        (lambda: np.maximum.reduce(PAIR), r"np\.maximum\.reduce does .* use max of"),
        (lambda: np.where(PAIR > 1, 1, 0), r"np\.where does .* use where of"),
        (lambda: np.all(PAIR > 1), r"np\.all does .* use all of"),
        (lambda: np.array([1, 2]) @ PAIR, r"np\.matmul does .* use dot of"),
        (lambda: np.stack([PAIR, PAIR]), r"np\.stack does .* use stack of"),
        (lambda: np.linalg.solve(PAIR, PAIR), r"np\.linalg\.solve does .* use solve of"),
        (lambda: np.square(PAIR), r"np\.square does .* write x \*\* 2"),
        (lambda: np.logical_and(PAIR > 1, PAIR > 0), r"np\.logical_and does .* write x & y"),
        (lambda: np.equal(PAIR > 1, np.array([True, False])), r"np\.equal does .* write x == y"),
        (lambda: np.mean(PAIR), r"np\.mean does .* write sum\(x\) / n, with the functions of theory_lab\.numbers$"),
        (lambda: np.linalg.norm(PAIR), r"np\.linalg\.norm does .* write sqrt\(dot\(x, x\)\), with"),
        (lambda: np.sort(PAIR), r"np\.sort does .* no such function; build it"),
        (lambda: operator.iadd(np.ones(2), PAIR), r"np\.add does .* write x \+ y"),
    ],
)
def test_numpy_functions_are_refused_by_name(call, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        call()


def test_every_function_to_use_instead_exists() -> None:
    assert set(refusals._INSTEAD.values()) <= set(xp.__all__)


@pytest.mark.parametrize("name", sorted(refusals._WRITTEN))
def test_every_formula_to_write_instead_is_the_function(name: str) -> None:
    """At numbers for which NumPy or SciPy has it too."""
    x, y, weights = [0.25, -1.5, 2.0], [1.0, 0.5, 2.0], [0.5, 0.25, 0.25]
    x = y if name in ("log1p", "log2", "log10") else x
    further = {"average": (None, weights), "clip": (-1.0, 1.0), "logaddexp": (y,), "power": (2,)}.get(name, ())
    others = {"norm": np.linalg.norm, "sigmoid": special.expit, "relu": lambda x: np.maximum(x, 0)}
    function = others.get(name) or getattr(np, name, None) or getattr(special, name)
    held = {one: xp.floats(value) for one, value in {"x": x, "y": y, "weights": weights, "low": -1.0, "high": 1.0}.items()}
    found = eval(refusals._WRITTEN[name], {**vars(xp), **held, "n": len(x)})
    told = [xp.value(one) for one in found] if found.shape else xp.value(found)
    np.testing.assert_allclose(told, function(x, *further), rtol=1e-14)


def test_shapes_are_told() -> None:
    table = xp.exact([[1, 2, 3], [4, 5, 6]])
    assert np.shape(table) == (2, 3) and np.ndim(table) == 2 and np.size(table) == 6


@pytest.mark.parametrize("make", [xp.exact, xp.floats, xp.intervals])
def test_numpy_on_the_left_of_an_operator(make) -> None:
    x, fractions = make([1, 2, 4]), np.array([Fraction(1, 2)] * 3, dtype=object)
    for left in (np.array([3, 1, 2]), np.int64(3), np.array(3), fractions, np.array(Fraction(1, 2))):
        for operation in (operator.add, operator.sub, operator.mul, operator.truediv):
            assert bool(xp.all(operation(left, x) == operation(x * 0 + left, x)))
        for relation, mirrored in (
            (operator.ge, operator.le),
            (operator.gt, operator.lt),
            (operator.le, operator.ge),
            (operator.lt, operator.gt),
            (operator.eq, operator.eq),
            (operator.ne, operator.ne),
        ):
            np.testing.assert_array_equal(relation(left, x).sure, mirrored(x, left).sure)
    with pytest.raises(TypeError, match=r"the float 0\.5 is no exact constant; write Fraction\(1, 2\)"):
        _ = np.float64(0.5) >= x


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: xp.mean, r"theory_lab\.numbers has no 'mean'; write sum\(x\) / n$"),
        (lambda: xp.abs, r"theory_lab\.numbers has no 'abs'; use absolute$"),
        (lambda: xp.nothing, r"theory_lab\.numbers has no 'nothing'$"),
        (lambda: xp.exact([1]).sum, r"an array number has no attribute 'sum'; use sum\(x\) of theory_lab\.numbers$"),
        (lambda: xp.exact([1]).amax, r"no attribute 'amax'; use max\(x\) of theory_lab\.numbers$"),
        (lambda: xp.exact([1]).mean, r"no attribute 'mean'; write sum\(x\) / n, with the functions of theory_lab\.numbers$"),
        (lambda: xp.softmax, r"theory_lab\.numbers has no 'softmax'; write exp\(x\) / sum\(exp\(x\)\)$"),
        (lambda: xp.exact([1]).nothing, r"an array number has no attribute 'nothing'$"),
    ],
)
def test_names_that_are_not_there_are_told_by_those_that_are(asked, words: str) -> None:
    with pytest.raises(AttributeError, match=words):
        asked()


@pytest.mark.parametrize("index", [True, False, np.bool_(True), (slice(None), False)])
def test_a_truth_value_is_no_index(index) -> None:
    """Of NumPy it is a further axis, of length 1 or 0, whose sum is that of all entries or 0."""
    with pytest.raises(TypeError, match=r"the index (True|False) adds an axis .* and chooses no entry; int\(\) of it is"):
        _ = xp.exact([[1, 2], [3, 4]])[index]


def test_a_quotient_of_whole_numbers_is_told_as_one() -> None:
    with pytest.raises(TypeError, match=r"write Fraction\(1, 3\), or ratio\(k, n\) for k / n$"):
        xp.exact([1]) * (1 / 3)
    with pytest.raises(TypeError, match=r"write Fraction\(123456789, 1000000000\)$"):
        xp.exact([1]) * 0.123456789


def test_two_axes_are_not_one() -> None:
    with pytest.raises(ValueError, match=r"axis \(0, 1\) does not exist in an array of shape \(1, 1\), or is not one axis"):
        xp.sum(xp.exact([[1]]), axis=(0, 1))  # type: ignore[arg-type]
