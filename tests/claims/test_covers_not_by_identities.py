"""Covers by identities: what differs from an identity at a point alone, or has no value there, is not covered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.claims.test_covers_at_equality import FAILING
from tests.claims.test_covers_by_identities import SOURCE, SPECK, SQUARE, THREE, UNIT, equal, larger_of
from tests.claims.test_covers_inside import NOT_ABOVE, is_above_zero
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Space, Table, Whole
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge

AROUND = Space(x=Ratio(-1, 1))
THIRD = Fraction(1, 3)


def swallowed(i: Any) -> Any:
    """Code that goes on where a quotient has no value; it would read 1 wherever a case ended there."""
    try:
        return (i.x - THIRD) / (i.x - THIRD)
    except Exception:
        return 0


def goes_on(i: Any) -> Any:
    """Code that goes on even where a case ends; at 0 it is 1."""
    try:
        xp.exp(xp.log(i.x))
        return xp.indicator(i.x == 0)
    except BaseException:
        return 0


NULL = {
    "where code goes on after the end of a case": (equal(goes_on, lambda i: 0, UNIT), {"x": [0, 1]}),
    "in most of a square, of a polynomial of more terms than are looked at": (
        equal(
            lambda i: 0, lambda i: xp.sqrt(xp.exact(2)) * i.x + (i.x * i.y) ** 60 - 2, Space(x=Ratio(0, 1), y=Ratio(0, 1)), "<="
        ),
        {"x": [0, 1], "y": [0, 1]},
    ),
    "at a point": (equal(lambda i: xp.where(i.x == THIRD, 1, 0), lambda i: 0, UNIT), {"x": [1, 3]}),
    "at an end": (equal(lambda i: xp.where(i.x > 0, 0, SPECK), lambda i: 0, UNIT), {"x": [0, 1]}),
    "at a corner": (equal(lambda i: xp.where(i.x * i.y == 1, 1, 0), lambda i: 0, SQUARE), {"x": [1, 1], "y": [1, 1]}),
    "at a tie": (
        equal(lambda i: xp.maximum(i.x, i.y), lambda i: xp.where(i.x > i.y, i.x, xp.where(i.x < i.y, i.y, 0)), SQUARE),
        {"x": [1, 7], "y": [1, 7]},
    ),
    "at a tie that is met by a branch of the code": (
        equal(lambda i: larger_of(i.x, i.y), lambda i: i.y - SPECK if i.x == i.y else xp.maximum(i.x, i.y), SQUARE),
        {"x": [1, 7], "y": [1, 7]},
    ),
    "on a curve": (
        equal(lambda i: xp.indicator(2 * i.x**2 == i.y), lambda i: 0, SQUARE),
        {"x": [1, 3], "y": [2, 9]},
    ),
    "where two curves meet": (
        equal(lambda i: xp.indicator((i.x**2 == i.y) & (3 * i.x == 1)), lambda i: 0, SQUARE),
        {"x": [1, 3], "y": [1, 9]},
    ),
    "on a face": (equal(lambda i: xp.sum(xp.indicator(i.p > 0)), lambda i: 3, THREE), {"p": [0, 1, 1]}),
    "on a face of many": (
        equal(lambda i: xp.sum(xp.indicator(i.p > 0)), lambda i: 9, Space(p=Simplex(9))),
        {"p": [0, *(1,) * 8]},
    ),
    "on a face of many, where the last weight is 0": (
        equal(lambda i: xp.indicator(i.p[8] > 0), lambda i: 1, Space(p=Simplex(9))),
        {"p": [*(1,) * 8, 0]},
    ),
    "where the last weight of many is above 0": (
        equal(lambda i: xp.indicator(i.p[8] > 0), lambda i: 0, Space(p=Simplex(9))),
        {"p": [1] * 9},
    ),
    "where the last weight is 0": (equal(lambda i: xp.indicator(i.p[2] > 0), lambda i: 1, THREE), {"p": [1, 1, 0]}),
    "at one order of three": (
        equal(
            lambda i: xp.where((i.t[0] < i.t[1]) & (i.t[1] < i.t[2]) & (i.t[2] < i.t[0] + SPECK), 1, 0),
            lambda i: 0,
            Space(t=Table(3, 0, 1)),
        ),
        {"t": [10**12, 1, 2, 3]},
    ),
    "in a part": (equal(lambda i: abs(i.x), lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of a root": (equal(lambda i: xp.sqrt(i.x**2), lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of a quotient without a value at a point": (
        equal(lambda i: (i.x - THIRD) / (i.x - THIRD), lambda i: 1, UNIT),
        {"x": [1, 3]},
    ),
    "of a quotient that is not chosen": (equal(lambda i: xp.where(i.x >= 0, 1, 1 / i.x), lambda i: 1, UNIT), {"x": [0, 1]}),
    "of a quotient on a curve": (equal(lambda i: 0 / (i.x**2 - i.y), lambda i: 0, SQUARE), {"x": [1, 3], "y": [1, 9]}),
    "of a logarithm at 0": (equal(lambda i: xp.log(i.x) - xp.log(i.x), lambda i: 0, UNIT), {"x": [0, 1]}),
    "of a logarithm of negative numbers": (equal(lambda i: 2 * xp.log(i.x), lambda i: xp.log(i.x**2), AROUND), {"x": [-1, 2]}),
    "of a root of negative numbers": (equal(lambda i: xp.sqrt(i.x) ** 2, lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of a root of negative numbers on both sides": (
        equal(lambda i: xp.sqrt(i.x) ** 2, lambda i: abs(i.x), AROUND),
        {"x": [-1, 2]},
    ),
    "of 0 times infinity on both sides": (
        equal(lambda i: i.x * xp.where(i.x > 0, 1, xp.INFINITY), lambda i: i.x * xp.where(i.x > 0, 1, xp.INFINITY), UNIT),
        {"x": [0, 1]},
    ),
    "of infinities": (equal(lambda i: i.x * xp.where(i.x > 0, 1, xp.INFINITY), lambda i: i.x, UNIT), {"x": [0, 1]}),
    "of the difference of infinities": (
        equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY) - xp.where(i.x > 0, 1, xp.INFINITY), lambda i: 0, UNIT),
        {"x": [0, 1]},
    ),
    "of the difference of infinities on both sides": (
        equal(
            lambda i: xp.where(i.x > 0, 1, xp.INFINITY) - xp.where(i.x > 0, 1, xp.INFINITY),
            lambda i: xp.where(i.x > 0, 0, xp.INFINITY),
            UNIT,
        ),
        {"x": [0, 1]},
    ),
    "of an infinity": (equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY), lambda i: 1, UNIT), {"x": [0, 1]}),
    "of a singular system": (
        equal(
            lambda i: xp.solve(xp.stack([xp.stack([i.x, i.y]), xp.stack([i.y, i.x])]), xp.stack([i.x + i.y, i.x + i.y]))[0],
            lambda i: 1,
            SQUARE,
        ),
        {"x": [1, 3], "y": [1, 3]},
    ),
    "of a mean under what is no law at a point": (
        equal(
            lambda i: xp.expect_over_types(xp.stack([(i.x - THIRD) ** 2] * 2), 1, lambda types: types[:, 0] >= 0),
            lambda i: 2 * (i.x - THIRD) ** 2,
            UNIT,
        ),
        {"x": [1, 3]},
    ),
    "of a hypothesis without a value": (
        equal(lambda i: 0, lambda i: 0, UNIT, given={"odd": lambda i: 1 / (i.x - THIRD) > 0}),
        {"x": [1, 3]},
    ),
    "on the surface of a hypothesis alone": (
        equal(lambda i: i.x, lambda i: i.y + SPECK * xp.indicator(i.x == THIRD), SQUARE, given={"equal": lambda i: i.x == i.y}),
        {"x": [1, 3], "y": [1, 3]},
    ),
    "of what code makes of an exception": (equal(swallowed, lambda i: 1, UNIT), {"x": [1, 3]}),
    "of numbers that look equal": (
        equal(lambda i: i.x * xp.exp(xp.exact(0) + SPECK), lambda i: i.x * (1 + SPECK), UNIT),
        {"x": [1, 1]},
    ),
    "at one value of a static field": (
        equal(lambda i: i.x * (i.k - 1) * (i.k - 2), lambda i: 0, Space(x=Ratio(0, 1), k=Choice(1, 2, 3))),
        {"x": [1, 1], "k": 2},
    ),
    "of a square at its zero": (equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 2, UNIT, "<"), {"x": [1, 3]}),
    "of a square on a line": (equal(lambda i: 0, lambda i: (i.x - i.y) ** 2, SQUARE, "<"), {"x": [1, 3], "y": [1, 3]}),
    "of a sum of squares at its zero": (
        equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 2 + (3 * i.y - 1) ** 2, SQUARE, "<"),
        {"x": [1, 3], "y": [1, 3]},
    ),
    "below a square": (equal(lambda i: SPECK, lambda i: (3 * i.x - 1) ** 2, UNIT, "<="), {"x": [1, 3]}),
    "of a cube": (equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 3 + SPECK, UNIT, "<="), {"x": [1, 4]}),
    "of a product at the ends": (equal(lambda i: 0, lambda i: i.x * i.y, SQUARE, "<"), {"x": [0, 1], "y": [1, 2]}),
    "of a product at zeros of weights": (equal(lambda i: 0, lambda i: i.p[0] + i.p[1], THREE, "<"), {"p": [0, 0, 1]}),
    "of a tangent where it touches": (equal(lambda i: xp.log(1 + i.x), lambda i: i.x, UNIT, "<"), {"x": [0, 1]}),
    "below a tangent": (equal(lambda i: xp.log(1 + i.x) + SPECK, lambda i: i.x, UNIT, "<="), {"x": [1, 10**6]}),
    "of a tangent of another slope": (
        equal(lambda i: xp.log(1 + i.x), lambda i: (1 - SPECK) * i.x, UNIT, "<="),
        {"x": [1, 10**12]},
    ),
    "of a tangent on its other side": (equal(lambda i: i.x, lambda i: xp.log(1 + i.x), UNIT, "<="), {"x": [1, 1]}),
    "of a tangent times a negative number": (
        equal(lambda i: (i.y - 1) * xp.log(1 + i.x), lambda i: (i.y - 1) * i.x, SQUARE, "<="),
        {"x": [1, 1], "y": [0, 1]},
    ),
    "of logarithms where they are equal": (
        equal(lambda i: xp.log(4 * i.x), lambda i: 2 * xp.log(1 + i.x), Space(x=Ratio(SPECK, 1)), "<"),
        {"x": [1, 1]},
    ),
    "of logarithms on the other side": (
        equal(lambda i: 2 * xp.log(1 + i.x), lambda i: xp.log(4 * i.x), Space(x=Ratio(SPECK, 1)), "<="),
        {"x": [1, 2]},
    ),
    "of logarithms of other numbers": (
        equal(lambda i: xp.log((1 + i.x) * (2 + i.x)), lambda i: xp.log(1 + i.x) + xp.log(2 + i.x + SPECK), UNIT),
        {"x": [1, 1]},
    ),
    "of a root of a logarithm that another case has": (
        equal(
            lambda i: xp.where(-xp.log(i.x) > 0, -xp.sqrt(xp.maximum(-xp.log(i.x), 0)), xp.log(i.x)),
            lambda i: 0,
            Space(x=Ratio(Fraction(1, 2), 2)),
            "<=",
        ),
        {"x": [2, 1]},
    ),
    "in one step of a chain": (
        Claim("s", SOURCE, UNIT, relation="==", chain=(lambda i: 0, lambda i: i.x - i.x, lambda i: xp.indicator(i.x == THIRD))),
        {"x": [1, 3]},
    ),
    "at an end that is no float": (
        equal(lambda i: xp.indicator(3 * i.x == 1), lambda i: 0, Space(x=Ratio(0, THIRD))),
        {"x": [1, 3]},
    ),
    "in the last of 64 cases": (
        equal(lambda i: xp.sum(xp.indicator(i.t > 0)), lambda i: 5, Space(t=Table(6, -1, 1)), "<="),
        {"t": [1, 1, 1, 1, 1, 1, 1]},
    ),
    "at a whole number": (equal(lambda i: xp.indicator(i.n == 7), lambda i: 0, Space(n=Whole(0, 9))), {"n": 7}),
}


@pytest.mark.parametrize(("statement", "raw"), NULL.values(), ids=NULL)
def test_what_fails_at_a_point_alone_is_not_covered(statement: Claim, raw: dict[str, Any]) -> None:
    assert judge(statement, raw).outcome in ("fails", "error")
    found = cover(statement, None, 2000)
    assert found is None or not found.complete


def test_code_that_looks_at_numbers_is_not_taken_for_a_function() -> None:
    seen = equal(lambda i: 0 if xp.value(i.x) == THIRD else 1, lambda i: 1, UNIT)
    assert judge(seen, {"x": [1, 3]}).outcome == "fails"
    assert cover(seen, None, 200) is None


@pytest.mark.parametrize(("statement", "raw"), FAILING.values(), ids=FAILING)
def test_what_fails_beside_an_equality_is_not_covered_by_identities_either(statement: Claim, raw: dict[str, Any]) -> None:
    assert judge(statement, raw).outcome == "fails"
    found = cover(statement, None, 2000)
    assert found is not None and not found.complete


@pytest.mark.parametrize("form", NOT_ABOVE.values(), ids=NOT_ABOVE)
def test_what_is_not_above_zero_at_an_end_is_not_so_by_identities(form: Any) -> None:
    found = cover(is_above_zero(form), None, 2000)
    assert found is not None and not found.complete


@pytest.mark.parametrize("end", [Fraction(1, k) for k in (3, 7, 11, 13, 49)])
def test_ends_that_are_no_floats_are_in_their_range(end: Fraction) -> None:
    """The nearest float is above some of them and below others."""
    for space in (Space(x=Ratio(0, end)), Space(x=Ratio(end, 1))):
        found = cover(equal(lambda i: xp.indicator(i.x == end), lambda i: 0, space), None, 200)
        assert found is not None and not found.complete
