"""Covers by identities: what is equal as rational functions is covered, and what differs at a point alone is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Kernel, Ratio, Simplex, Source, Space, Steps, Table, Whole
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.sequences.trees import Tree

SOURCE = Source("notes", "lemma", status="derived")
UNIT, SQUARE = Space(x=Ratio(0, 1)), Space(x=Ratio(0, 1), y=Ratio(0, 1))
LAWS, THREE, TWO = Space(p=Simplex(2)), Space(p=Simplex(3)), Space(p=Simplex(2), q=Simplex(2))
AROUND = Space(x=Ratio(-1, 1))
INSIDE = Space(p=Simplex(3, positive=True), q=Simplex(3, positive=True))
SPECK, HALF, THIRD = Fraction(1, 10**9), Fraction(1, 2), Fraction(1, 3)


def equal(lhs: Any, rhs: Any, space: Space, relation: str = "==", **options: Any) -> Claim:
    return Claim("s", SOURCE, space, lhs, rhs, relation=relation, **options)


def kl(p: Any, q: Any) -> Any:
    return xp.sum(xp.kl_term(p, q))


def tv(p: Any, q: Any) -> Any:
    return xp.sum(abs(p - q)) / 2


def larger_of(x: Any, y: Any) -> Any:
    """By a branch of the code, as nobody should write it."""
    return x if x >= y else y


def chain(p: Any) -> Any:
    return xp.stack([xp.stack([1 - p, p]), xp.stack([p / 2, 1 - p / 2])])


HOLDING = {
    "of polynomials": equal(lambda i: (i.x + i.y) ** 2 - (i.x - i.y) ** 2, lambda i: 4 * i.x * i.y, SQUARE),
    "of quotients": equal(lambda i: i.x / (1 + i.x), lambda i: 1 - 1 / (1 + i.x), UNIT),
    "of an absolute value and a maximum": equal(lambda i: abs(i.x - i.y), lambda i: 2 * xp.maximum(i.x, i.y) - i.x - i.y, SQUARE),
    "of a branch of the code": equal(lambda i: larger_of(i.x, i.y), lambda i: xp.maximum(i.x, i.y), SQUARE),
    "of the distance of two laws": equal(lambda i: tv(i.p, i.q), lambda i: xp.sum(xp.maximum(i.p - i.q, 0)), TWO),
    "of the middle of three": equal(
        lambda i: xp.sum(i.t) - xp.max(i.t) - xp.min(i.t),
        lambda i: xp.maximum(xp.minimum(i.t[0], i.t[1]), xp.minimum(i.t[2], xp.maximum(i.t[0], i.t[1]))), Space(t=Table(3, -1, 1)),
    ),
    "of cross entropy": equal(
        lambda i: kl(i.p, i.q), lambda i: xp.sum(xp.xlogx(i.p)) - xp.sum(i.p * xp.log(i.q)), INSIDE,
    ),
    "of affinities": equal(lambda i: xp.sqrt(i.p * i.q)[0], lambda i: xp.sqrt(i.p)[0] * xp.sqrt(i.q)[0], TWO),
    "of a root and its square": equal(lambda i: xp.sqrt(i.x) ** 3 / (1 + i.x), lambda i: i.x * xp.sqrt(i.x) / (1 + i.x), UNIT),
    "of constants that are no rationals": equal(
        lambda i: (i.x * xp.sqrt(xp.exact(8))) ** 2 + xp.log(xp.exact(6)), lambda i: 8 * i.x**2 + xp.log(xp.exact(2)) + xp.log(xp.exact(3)),
        UNIT,
    ),
    "of a linear system": equal(
        lambda i: xp.sum(i.law @ chain(i.x)) + (i.law @ chain(i.x) - i.law)[0], lambda i: 1, Space(x=Ratio(Fraction(1, 9), 1)),
    ),
    "on the surface of a hypothesis": equal(lambda i: i.p[0], lambda i: HALF, LAWS, given={"equal": lambda i: i.p[0] == i.p[1]}),
    "on a curve": equal(lambda i: i.x**3, lambda i: i.x * i.y, SQUARE, given={"on": lambda i: i.x**2 == i.y}),
    "at one value of many": equal(lambda i: (i.x + i.k) ** 2, lambda i: i.x**2 + 2 * i.k * i.x + i.k**2, Space(x=Ratio(0, 1), k=Choice(1, 2, 5))),
    "of whole numbers": equal(lambda i: (i.n + 1) * i.n / 2 + i.n + 1, lambda i: (i.n + 1) * (i.n + 2) / 2, Space(n=Whole(0, 9))),
    "of infinities": equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY) * 2, lambda i: xp.where(i.x > 0, 2, xp.INFINITY), UNIT),
    "of squares": equal(lambda i: 4 * i.p[0] * i.p[1], lambda i: (i.p[0] + i.p[1]) ** 2, THREE, "<="),
    "of Cauchy and Schwarz": equal(
        lambda i: xp.dot(i.t, i.s) ** 2, lambda i: xp.dot(i.t, i.t) * xp.dot(i.s, i.s), Space(t=Table(2, -1, 1), s=Table(2, -1, 1)), "<=",
    ),
    "of Pearson and a distance": equal(
        lambda i: 4 * tv(i.p, i.q) ** 2, lambda i: xp.sum(xp.chi2_term(i.p, i.q)), Space(p=Simplex(2), q=Simplex(2, positive=True)), "<=",
    ),
    "of a tangent": equal(lambda i: xp.log(1 + i.x), lambda i: i.x, UNIT, "<="),
    "of a tangent to a power": equal(lambda i: 4 * xp.log(1 + i.x), lambda i: (1 + i.x) ** 4 - 1, UNIT, "<="),
    "of logarithms": equal(lambda i: xp.log(4 * i.x), lambda i: 2 * xp.log(1 + i.x), Space(x=Ratio(SPECK, 1)), "<="),
    "of logarithms that are closer than a box": equal(
        lambda i: xp.log(1 + i.x) + xp.maximum(i.x - xp.log(2 + i.x), 0), lambda i: xp.log(1 + i.x), UNIT,
    ),
    "in a chain": Claim("s", SOURCE, SQUARE, chain=(lambda i: 0, lambda i: (i.x - i.y) ** 2, lambda i: 2 * (i.x**2 + i.y**2))),
    "the other way round": equal(lambda i: (i.x - i.y) ** 2, lambda i: 0, SQUARE, ">="),
    "strictly": equal(lambda i: 0, lambda i: (i.x - i.y) ** 2 + SPECK, SQUARE, "<"),
    "strictly inside": equal(lambda i: 0, lambda i: i.p[0] * i.p[2], Space(p=Simplex(3, positive=True)), "<"),
}  # fmt: skip


def stationary(i: Any) -> dict[str, Any]:
    """The stationary law of two states, from a linear system."""
    return {"law": xp.solve(xp.stack([xp.stack([i.x, -i.x / 2]), xp.ones((2,), i.x)]), xp.stack([0 * i.x, 1 + 0 * i.x]))}


HOLDING["of a linear system"] = equal(
    lambda i: xp.sum(i.law) + (i.law @ chain(i.x) - i.law)[0],
    lambda i: 1,
    Space(x=Ratio(Fraction(1, 9), 1), derived=stationary),
)


@pytest.mark.parametrize("statement", HOLDING.values(), ids=HOLDING)
def test_what_is_equal_as_a_function_is_covered(statement: Claim) -> None:
    found = cover(statement, None, 2000)
    assert found is not None and found.complete, found


def swallowed(i: Any) -> Any:
    """Code that goes on where a quotient has no value; it would read 1 wherever a case ended there."""
    try:
        return (i.x - THIRD) / (i.x - THIRD)
    except Exception:
        return 0


NULL = {
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
        equal(lambda i: xp.indicator(2 * i.x**2 == i.y), lambda i: 0, SQUARE), {"x": [1, 3], "y": [2, 9]},
    ),
    "where two curves meet": (
        equal(lambda i: xp.indicator((i.x**2 == i.y) & (3 * i.x == 1)), lambda i: 0, SQUARE), {"x": [1, 3], "y": [1, 9]},
    ),
    "on a face": (equal(lambda i: xp.sum(xp.indicator(i.p > 0)), lambda i: 3, THREE), {"p": [0, 1, 1]}),
    "on a face of many": (
        equal(lambda i: xp.sum(xp.indicator(i.p > 0)), lambda i: 9, Space(p=Simplex(9))), {"p": [0, *(1,) * 8]},
    ),
    "where the last weight is 0": (equal(lambda i: xp.indicator(i.p[2] > 0), lambda i: 1, THREE), {"p": [1, 1, 0]}),
    "at one order of three": (
        equal(
            lambda i: xp.where((i.t[0] < i.t[1]) & (i.t[1] < i.t[2]) & (i.t[2] < i.t[0] + SPECK), 1, 0), lambda i: 0,
            Space(t=Table(3, 0, 1)),
        ),
        {"t": [10**12, 1, 2, 3]},
    ),
    "in a part": (equal(lambda i: abs(i.x), lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of a root": (equal(lambda i: xp.sqrt(i.x**2), lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of a quotient without a value at a point": (equal(lambda i: (i.x - THIRD) / (i.x - THIRD), lambda i: 1, UNIT), {"x": [1, 3]}),
    "of a quotient that is not chosen": (equal(lambda i: xp.where(i.x >= 0, 1, 1 / i.x), lambda i: 1, UNIT), {"x": [0, 1]}),
    "of a quotient on a curve": (equal(lambda i: 0 / (i.x**2 - i.y), lambda i: 0, SQUARE), {"x": [1, 3], "y": [1, 9]}),
    "of a logarithm at 0": (equal(lambda i: xp.log(i.x) - xp.log(i.x), lambda i: 0, UNIT), {"x": [0, 1]}),
    "of a logarithm of negative numbers": (equal(lambda i: 2 * xp.log(i.x), lambda i: xp.log(i.x**2), AROUND), {"x": [-1, 2]}),
    "of a root of negative numbers": (equal(lambda i: xp.sqrt(i.x) ** 2, lambda i: i.x, AROUND), {"x": [-1, 2]}),
    "of infinities": (equal(lambda i: i.x * xp.where(i.x > 0, 1, xp.INFINITY), lambda i: i.x, UNIT), {"x": [0, 1]}),
    "of the difference of infinities": (
        equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY) - xp.where(i.x > 0, 1, xp.INFINITY), lambda i: 0, UNIT), {"x": [0, 1]},
    ),
    "of an infinity": (equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY), lambda i: 1, UNIT), {"x": [0, 1]}),
    "of a singular system": (
        equal(
            lambda i: xp.solve(xp.stack([xp.stack([i.x, i.y]), xp.stack([i.y, i.x])]), xp.stack([i.x + i.y, i.x + i.y]))[0],
            lambda i: 1, SQUARE,
        ),
        {"x": [1, 3], "y": [1, 3]},
    ),
    "of a hypothesis without a value": (
        equal(lambda i: 0, lambda i: 0, UNIT, given={"odd": lambda i: 1 / (i.x - THIRD) > 0}), {"x": [1, 3]},
    ),
    "on the surface of a hypothesis alone": (
        equal(lambda i: i.x, lambda i: i.y + SPECK * xp.indicator(i.x == THIRD), SQUARE, given={"equal": lambda i: i.x == i.y}),
        {"x": [1, 3], "y": [1, 3]},
    ),
    "of what code makes of an exception": (equal(swallowed, lambda i: 1, UNIT), {"x": [1, 3]}),
    "of numbers that look equal": (
        equal(lambda i: i.x * xp.exp(xp.exact(0) + SPECK), lambda i: i.x * (1 + SPECK), UNIT), {"x": [1, 1]},
    ),
    "at one value of a static field": (
        equal(lambda i: i.x * (i.k - 1) * (i.k - 2), lambda i: 0, Space(x=Ratio(0, 1), k=Choice(1, 2, 3))), {"x": [1, 1], "k": 2},
    ),
    "of a square at its zero": (equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 2, UNIT, "<"), {"x": [1, 3]}),
    "of a square on a line": (equal(lambda i: 0, lambda i: (i.x - i.y) ** 2, SQUARE, "<"), {"x": [1, 3], "y": [1, 3]}),
    "of a sum of squares at its zero": (
        equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 2 + (3 * i.y - 1) ** 2, SQUARE, "<"), {"x": [1, 3], "y": [1, 3]},
    ),
    "below a square": (equal(lambda i: SPECK, lambda i: (3 * i.x - 1) ** 2, UNIT, "<="), {"x": [1, 3]}),
    "of a cube": (equal(lambda i: 0, lambda i: (3 * i.x - 1) ** 3 + SPECK, UNIT, "<="), {"x": [1, 4]}),
    "of a product at the ends": (equal(lambda i: 0, lambda i: i.x * i.y, SQUARE, "<"), {"x": [0, 1], "y": [1, 2]}),
    "of a product at zeros of weights": (equal(lambda i: 0, lambda i: i.p[0] + i.p[1], THREE, "<"), {"p": [0, 0, 1]}),
    "of a tangent where it touches": (equal(lambda i: xp.log(1 + i.x), lambda i: i.x, UNIT, "<"), {"x": [0, 1]}),
    "below a tangent": (equal(lambda i: xp.log(1 + i.x) + SPECK, lambda i: i.x, UNIT, "<="), {"x": [1, 10**6]}),
    "of a tangent of another slope": (equal(lambda i: xp.log(1 + i.x), lambda i: (1 - SPECK) * i.x, UNIT, "<="), {"x": [1, 10**12]}),
    "of a tangent on its other side": (equal(lambda i: i.x, lambda i: xp.log(1 + i.x), UNIT, "<="), {"x": [1, 1]}),
    "of a tangent times a negative number": (
        equal(lambda i: (i.y - 1) * xp.log(1 + i.x), lambda i: (i.y - 1) * i.x, SQUARE, "<="), {"x": [1, 1], "y": [0, 1]},
    ),
    "of logarithms where they are equal": (
        equal(lambda i: xp.log(4 * i.x), lambda i: 2 * xp.log(1 + i.x), Space(x=Ratio(SPECK, 1)), "<"), {"x": [1, 1]},
    ),
    "of logarithms on the other side": (
        equal(lambda i: 2 * xp.log(1 + i.x), lambda i: xp.log(4 * i.x), Space(x=Ratio(SPECK, 1)), "<="), {"x": [1, 2]},
    ),
    "of logarithms of other numbers": (
        equal(lambda i: xp.log((1 + i.x) * (2 + i.x)), lambda i: xp.log(1 + i.x) + xp.log(2 + i.x + SPECK), UNIT), {"x": [1, 1]},
    ),
    "in one step of a chain": (
        Claim("s", SOURCE, UNIT, relation="==", chain=(lambda i: 0, lambda i: i.x - i.x, lambda i: xp.indicator(i.x == THIRD))), {"x": [1, 3]},
    ),
    "at an end that is no float": (
        equal(lambda i: xp.indicator(3 * i.x == 1), lambda i: 0, Space(x=Ratio(0, THIRD))), {"x": [1, 3]},
    ),
    "at a whole number": (equal(lambda i: xp.indicator(i.n == 7), lambda i: 0, Space(n=Whole(0, 9))), {"n": 7}),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "raw"), NULL.values(), ids=NULL)
def test_what_fails_at_a_point_alone_is_not_covered(statement: Claim, raw: dict[str, Any]) -> None:
    assert judge(statement, raw).outcome in ("fails", "error")
    found = cover(statement, None, 2000)
    assert found is None or not found.complete


def test_code_that_looks_at_numbers_is_not_taken_for_a_function() -> None:
    seen = equal(lambda i: 0 if xp.value(i.x) == THIRD else 1, lambda i: 1, UNIT)
    assert judge(seen, {"x": [1, 3]}).outcome == "fails"
    assert cover(seen, None, 200) is None
