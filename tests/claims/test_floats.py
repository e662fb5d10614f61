"""Floats decide nothing: while a verdict is decided exact numbers become floats only in blocks that say that they guess."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.judge import judge
from theory_lab.numbers.reals.precisions import deciding

UNIT = {"x": Ratio(0, 1)}
ONE = {"lhs": lambda i: i.x, "rhs": lambda i: 1}


def near(i: Any) -> Any:
    """A number by way of a float."""
    return Fraction(float(xp.value(i.x)))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"lhs": near}, "within guessing()"),
        ({"rhs": lambda i: 1 + 0 * i.x + near(i)}, "within guessing()"),
        ({"lhs": lambda i: Fraction(np.float64(xp.value(i.x)))}, "within guessing()"),
        ({"lhs": lambda i: Fraction(float(xp.floats(i.x).numbers()))}, "within guessing()"),
        ({"lhs": lambda i: Fraction(math.sqrt(xp.value(i.x)))}, "within guessing()"),
        ({"given": {"small": lambda i: float(xp.value(i.x)) < 2}}, "within guessing()"),
        ({"given": {"small": lambda i: i.x.bounds()[0] < 2.0}}, "the hypothesis 'small' gave a truth value of NumPy"),
        ({"given": {"small": lambda i: np.float64(0.5) < 2}}, "the hypothesis 'small' gave a truth value of NumPy"),
    ],
)
def test_a_float_of_an_exact_number_is_an_error_that_says_what_to_do(arguments: dict[str, Any], words: str) -> None:
    case = claim("a statement", UNIT, **(ONE | arguments))
    found = judge(case, {"x": [1, 3]})
    assert (found.outcome, words in found.reason) == ("error", True), found.reason
    assert decide(case, [{"x": [k, 64]} for k in range(1, 33, 2)]).counts["error"] == 16


@pytest.mark.parametrize(
    "arguments",
    [
        {"given": {"some": lambda i: len(i.x.shape) == 0}},
        {"given": {"small": lambda i: xp.value(i.x) < Fraction(1, 2)}},
        {"lhs": lambda i: xp.value(i.x)},
        {"lhs": lambda i: xp.value(i.x).fraction},
        {"lhs": lambda i: Fraction(xp.exp(i.x).bounds()[0].item()) - 1},
    ],
)
def test_what_is_exact_or_a_certain_end_is_none(arguments: dict[str, Any]) -> None:
    assert judge(claim("a statement", UNIT, **(ONE | arguments)), {"x": [1, 3]}).outcome == "holds"


def rounded(i: Any) -> Any:
    """Weights guessed in floats and taken as they are."""
    with xp.guessing():
        first = round(float(xp.value(i.p[0])) * 1000)
    return Fraction(first, 1000) - i.p[0]


def test_a_guess_is_named() -> None:
    case = claim("a guess", {"p": Simplex(2)}, rounded, lambda i: Fraction(1, 1000))
    assert judge(case, {"p": [1, 2]}).outcome == "holds"


def test_guesses_end_with_their_block() -> None:
    third = xp.value(xp.exact("1/3"))
    assert float(third) == 1 / 3
    with deciding():
        with xp.guessing():
            assert float(third) == 1 / 3
        with pytest.raises(TypeError, match="became a float while a verdict was decided"):
            float(third)


def test_infinities_and_certain_ends_are_told_while_deciding() -> None:
    with deciding():
        infinite = xp.value(xp.exact(xp.INFINITY))
        assert (str(infinite), infinite.bounds(), infinite.float_bounds()) == ("inf", (math.inf,) * 2, (math.inf,) * 2)
        assert hash(-infinite) == hash(-math.inf)
        assert xp.exact("1/3").bounds()[0] < Fraction(1, 3)
